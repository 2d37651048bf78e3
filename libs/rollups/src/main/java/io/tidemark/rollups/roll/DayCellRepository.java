package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import io.tidemark.rollups.cell.CellBlock;
import io.tidemark.rollups.cell.CellReader;
import io.tidemark.rollups.cell.Micros;
import io.tidemark.rollups.cell.PackedRows;
import io.tidemark.rollups.cell.Rows;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the cells of a day of those of its hours. Cells are added up on worker threads. */
final class DayCellRepository {

    /** Cubes with no more are read together: most days are small, and a statement for each cube takes far longer. */
    private static final int FEW_CELLS = 1_024;

    /** Of many cells, fetched at a time. */
    private static final int ROWS = 2;

    /** One is read while another is stored, or two are stored. */
    private static final int CUBES = 2;

    static final String COUNT = """
            SELECT cube, sum(cells) AS cells
              FROM rollup_hour
             WHERE tenant_id = $1
               AND cube = ANY ($2::smallint[])
               AND bucket >= $3
               AND bucket < $4
             GROUP BY cube
            """;

    static final String FEW = """
            SELECT cube, bucket, cells, %s
              FROM rollup_hour AS r
             WHERE tenant_id = $1
               AND cube = ANY ($2::smallint[])
               AND bucket >= $3
               AND bucket < $4
            """.formatted(PackedRows.sent());

    /** Of the hours of a cube. */
    static String hours(Cube cube) {
        return """
                SELECT bucket, cells, %s
                  FROM rollup_hour AS r
                 WHERE tenant_id = $1
                   AND cube = $2
                   AND bucket >= $3
                   AND bucket < $4
                """.formatted(PackedRows.sent(cube.dimensions(), cube.measures()));
    }

    /** What was added. */
    record Counted(long events, long cells) {

        Counted plus(Counted other) {
            return new Counted(events + other.events, cells + other.cells);
        }
    }

    private record CellsOfDay(Cube cube, CellBlock cells) {

        /** How many there are, told by one of the cubes. */
        long events() {
            return cube == Cube.TOTAL ? cells.sum(Measure.EVENTS) : 0;
        }
    }

    /** Adds every cube of a day, made of its hours. */
    Uni<Counted> add(SqlConnection tx, Home home, Span day) {
        return count(tx, home, day).flatMap(sizes -> {
            var many = EnumSet.noneOf(Cube.class);
            var few = EnumSet.noneOf(Cube.class);
            sizes.forEach((cube, cells) -> (cells > FEW_CELLS ? many : few).add(cube));
            return addFew(tx, home, day, few)
                    .flatMap(counted -> addMany(tx, home, day, many).map(counted::plus));
        });
    }

    private static Uni<Map<Cube, Long>> count(SqlConnection tx, Home home, Span day) {
        return tx.preparedQuery(COUNT)
                .execute(parameters(home, ids(EnumSet.allOf(Cube.class)), day))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> Cube.of(row.getInteger("cube")),
                                row -> row.getLong("cells"),
                                Long::sum,
                                () -> new EnumMap<>(Cube.class))));
    }

    private static Uni<Counted> addFew(SqlConnection tx, Home home, Span day, Collection<Cube> cubes) {
        if (cubes.isEmpty()) {
            return Uni.createFrom().item(new Counted(0, 0));
        }
        return tx.preparedQuery(FEW)
                .execute(parameters(home, ids(cubes), day))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(rows -> read(rows, day))
                .flatMap(read -> insert(tx, home, read));
    }

    private static List<CellsOfDay> read(RowSet<Row> rows, Span day) {
        var readers = new EnumMap<Cube, CellReader>(Cube.class);
        rows.forEach(row -> readers.computeIfAbsent(Cube.of(row.getInteger("cube")), cube -> reader(cube, day))
                .add(row));
        return readers.entrySet().stream()
                .map(reader -> new CellsOfDay(reader.getKey(), reader.getValue().cells()))
                .toList();
    }

    /**
     * One is read at a time: the client keeps what it has read of a connection until nothing more is under way there.
     */
    private static Uni<Counted> addMany(SqlConnection tx, Home home, Span day, Collection<Cube> cubes) {
        return Multi.createFrom()
                .iterable(cubes)
                .onItem()
                .transformToUniAndConcatenate(cube -> read(tx, home, day, cube))
                .onItem()
                .transformToUni(cells -> insert(tx, home, cells))
                .merge(CUBES)
                .collect()
                .with(Collectors.reducing(new Counted(0, 0), Counted::plus));
    }

    private static Uni<CellsOfDay> read(SqlConnection tx, Home home, Span day, Cube cube) {
        return Rows.each(
                        tx,
                        hours(cube),
                        parameters(home, (short) cube.id(), day),
                        ROWS,
                        reader(cube, day),
                        CellReader::add)
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(reader -> new CellsOfDay(cube, reader.cells()));
    }

    /** Rows of one cube are made as they are stored; those of several are few. */
    private static Uni<Counted> insert(SqlConnection tx, Home home, CellsOfDay cells) {
        return CellRepository.insert(tx, Grain.DAY, rows(home, cells)).map(count -> new Counted(cells.events(), count));
    }

    private static Uni<Counted> insert(SqlConnection tx, Home home, List<CellsOfDay> few) {
        var events = few.stream().mapToLong(CellsOfDay::events).sum();
        return CellRepository.insert(tx, Grain.DAY, few.stream().flatMap(cells -> rows(home, cells)))
                .map(count -> new Counted(events, count));
    }

    private static Stream<Tuple> rows(Home home, CellsOfDay cells) {
        return PackedRows.of(home.tenant(), cells.cube(), CellRepository.FRESH, cells.cells());
    }

    private static CellReader reader(Cube cube, Span day) {
        var bucket = Micros.of(day.from());
        return new CellReader(cube, hour -> bucket);
    }

    private static Tuple parameters(Home home, Object cubes, Span day) {
        return Tuple.of(
                home.tenant(),
                cubes,
                day.from().atOffset(ZoneOffset.UTC),
                day.to().atOffset(ZoneOffset.UTC));
    }

    private static Short[] ids(Collection<Cube> cubes) {
        return cubes.stream().map(cube -> (short) cube.id()).toArray(Short[]::new);
    }
}
