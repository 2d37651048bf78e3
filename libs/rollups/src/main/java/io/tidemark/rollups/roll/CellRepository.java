package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.MergeStatement;
import io.tidemark.rollups.cell.CellBlock;
import io.tidemark.rollups.cell.CellReader;
import io.tidemark.rollups.cell.Grouping;
import io.tidemark.rollups.cell.PackedRows;
import io.tidemark.rollups.cell.RowBatches;
import io.tidemark.rollups.cell.Rows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
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
import java.util.stream.Stream;

/** The packed rows of the rollup tables. Cells are added up on worker threads. */
final class CellRepository {

    /** The level of rows that nothing was merged into. */
    static final int FRESH = 0;

    /** Fetched at a time. */
    private static final int ROWS = 2;

    /** One batch of rows is made while another is stored. */
    private static final int BATCHES = 2;

    private static final Map<Grain, String> INSERT = byGrain(PackedRows::insert);
    private static final Map<Grain, String> MERGE = byGrain(MergeStatement::of);

    /** What rows are merged into. */
    private record Target(int cube, int level) {}

    /** Adds events to every cube of a grain; answers how many cells that were. */
    Uni<Long> add(SqlConnection tx, Home home, Grain grain, CellBlock events, LongUnaryOperator bucketOf) {
        var rows = Arrays.stream(Cube.values())
                .filter(cube -> cube.keeps(grain))
                .flatMap(cube -> PackedRows.of(home.tenant(), cube, FRESH, Grouping.of(events, cube, bucketOf)));
        return insert(tx, grain, rows);
    }

    /** Replaces rows that are due by fewer, see {@link MergeStatement}; answers whether there were any. */
    Uni<Boolean> merge(SqlConnection tx, Home home, Grain grain, Span span, Instant over) {
        return Rows.each(
                        tx,
                        Objects.requireNonNull(MERGE.get(grain)),
                        Tuple.of(home.tenant(), utc(span.from()), utc(span.to()), utc(over)),
                        ROWS,
                        new HashMap<Target, CellReader>(),
                        CellRepository::take)
                .flatMap(taken -> insert(
                                tx,
                                grain,
                                taken.entrySet().stream()
                                        .flatMap(entry -> rows(home, entry.getKey(), entry.getValue())))
                        .replaceWith(!taken.isEmpty()));
    }

    private static Stream<Tuple> rows(Home home, Target target, CellReader merged) {
        return PackedRows.of(home.tenant(), Cube.of(target.cube()), target.level(), merged.cells());
    }

    private static void take(Map<Target, CellReader> readers, Row row) {
        readers.computeIfAbsent(
                        new Target(row.getInteger(0), row.getInteger(1)),
                        target -> new CellReader(Cube.of(target.cube()), bucket -> bucket))
                .add(row);
    }

    /** Rows are made as they are asked for, some at a time; answers how many cells they had. */
    static Uni<Long> insert(SqlConnection tx, Grain grain, Stream<Tuple> rows) {
        return Multi.createFrom()
                .iterable(() -> new RowBatches(rows.iterator()))
                .runSubscriptionOn(workers())
                .onItem()
                .transformToUni(batch -> tx.preparedQuery(INSERT.get(grain))
                        .executeBatch(batch)
                        .emitOn(workers())
                        .replaceWith(batch))
                .merge(BATCHES)
                .collect()
                .with(Collectors.summingLong(
                        batch -> batch.stream().mapToLong(PackedRows::cells).sum()));
    }

    private static Executor workers() {
        return Infrastructure.getDefaultWorkerPool();
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
