package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import io.tidemark.rollups.MergeStatement;
import io.tidemark.rollups.cell.CellBlock;
import io.tidemark.rollups.cell.CellReader;
import io.tidemark.rollups.cell.Grouping;
import io.tidemark.rollups.cell.Micros;
import io.tidemark.rollups.cell.PackedRows;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

/** The packed rows of the rollup tables. Cells are added up on worker threads, one cube after the other. */
final class CellRepository {

    /** Bounds what is encoded at a time. */
    private static final int ROWS = 16;

    private static final Map<Grain, String> INSERT = byGrain(PackedRows::insert);
    private static final Map<Grain, String> MERGE = byGrain(MergeStatement::of);

    static final String HOURS = """
            SELECT bucket, %s
              FROM rollup_hour
             WHERE tenant_id = $1
               AND cube = $2
               AND bucket >= $3
               AND bucket < $4
            """.formatted(PackedRows.COLUMNS);

    /** The level of rows that nothing was merged into. */
    private static final int FRESH = 0;

    /** What rows are merged into. */
    private record Target(int cube, int level) {}

    /** Adds events to every cube of a grain; answers how many cells that were. */
    Uni<Long> add(SqlConnection tx, Home home, Grain grain, CellBlock events, LongUnaryOperator bucketOf) {
        return insert(
                tx,
                grain,
                Multi.createFrom()
                        .items(Cube.values())
                        .filter(cube -> cube.keeps(grain))
                        .onItem()
                        .transformToIterable(cube ->
                                PackedRows.of(home.tenant(), cube, FRESH, Grouping.of(events, cube, bucketOf))));
    }

    /** Adds every cube of a day, made of its hours. */
    Uni<DayRepository.Counted> addDay(SqlConnection tx, Home home, Instant start, Instant end) {
        return Multi.createFrom()
                .items(Cube.values())
                .onItem()
                .transformToUniAndConcatenate(cube -> hours(tx, home, cube, start, end)
                        .emitOn(workers())
                        .map(CellReader::cells)
                        .flatMap(cells -> insert(tx, Grain.DAY, rows(home, cube, FRESH, cells))
                                .map(count -> new DayRepository.Counted(
                                        cube == Cube.TOTAL ? cells.sum(Measure.EVENTS) : 0, count))))
                .collect()
                .with(Collectors.reducing(new DayRepository.Counted(0, 0), DayRepository.Counted::plus));
    }

    private static Uni<CellReader> hours(SqlConnection tx, Home home, Cube cube, Instant start, Instant end) {
        var day = Micros.of(start);
        return Rows.each(
                tx,
                HOURS,
                Tuple.of(home.tenant(), (short) cube.id(), utc(start), utc(end)),
                new CellReader(cube, hour -> day),
                (reader, row) -> reader.add(row, row.getOffsetDateTime(0), 1));
    }

    /** Replaces rows that are due by fewer, see {@link MergeStatement}. */
    Uni<Void> merge(SqlConnection tx, Home home, Grain grain, Span span, Instant over) {
        return Rows.each(
                        tx,
                        Objects.requireNonNull(MERGE.get(grain)),
                        Tuple.of(home.tenant(), utc(span.from()), utc(span.to()), utc(over)),
                        new HashMap<Target, CellReader>(),
                        CellRepository::take)
                .flatMap(taken -> insert(
                        tx,
                        grain,
                        Multi.createFrom()
                                .iterable(taken.entrySet())
                                .onItem()
                                .transformToIterable(entry -> PackedRows.of(
                                        home.tenant(),
                                        cube(entry.getKey().cube()),
                                        entry.getKey().level(),
                                        entry.getValue().cells()))))
                .replaceWithVoid();
    }

    private static void take(Map<Target, CellReader> readers, Row row) {
        readers.computeIfAbsent(
                        new Target(row.getInteger(0), row.getInteger(1)),
                        target -> new CellReader(cube(target.cube()), bucket -> bucket))
                .add(row, row.getOffsetDateTime(2), 3);
    }

    private static Multi<Tuple> rows(Home home, Cube cube, int level, CellBlock cells) {
        return Multi.createFrom().iterable(PackedRows.of(home.tenant(), cube, level, cells));
    }

    /** Rows are made as they are asked for, some at a time; answers how many cells they had. */
    private static Uni<Long> insert(SqlConnection tx, Grain grain, Multi<Tuple> rows) {
        return rows.runSubscriptionOn(workers())
                .group()
                .intoLists()
                .of(ROWS)
                .onItem()
                .transformToUniAndConcatenate(some -> tx.preparedQuery(INSERT.get(grain))
                        .executeBatch(some)
                        .emitOn(workers())
                        .replaceWith(PackedRows.cells(some)))
                .collect()
                .with(Collectors.summingLong(Long::longValue));
    }

    private static Executor workers() {
        return Infrastructure.getDefaultWorkerPool();
    }

    private static Cube cube(int id) {
        return Arrays.stream(Cube.values())
                .filter(cube -> cube.id() == id)
                .findFirst()
                .orElseThrow();
    }

    private static Map<Grain, String> byGrain(Function<Grain, String> statement) {
        var statements = new EnumMap<Grain, String>(Grain.class);
        List.of(Grain.values()).forEach(grain -> statements.put(grain, statement.apply(grain)));
        return statements;
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
