package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.joining;

import io.tidemark.rollups.Cells;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import io.tidemark.rollups.cell.PackedRows;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** The parts of a statement that read cells: one SELECT for each grain. */
final class CellSql {

    private final RowSql row;
    private final Set<Measure> measures;
    private final Plan plan;
    private final TimeSql times;

    CellSql(RowSql row, Set<Measure> measures, Plan plan, TimeSql times) {
        this.row = row;
        this.measures = measures;
        this.plan = plan;
        this.times = times;
    }

    List<String> selects() {
        return selects(row.number("c.bucket"), "");
    }

    /** Those of one bucket {@code w} with its number {@code b}, its {@code start} and its {@code finish}. */
    List<String> selectsOfBucket() {
        return selects("w.b", TimeSql.and("r.bucket >= w.start") + TimeSql.and("r.bucket < w.finish"));
    }

    /** Packed rows, as they are. */
    List<String> selectsOfRows() {
        return selects((cube, grain) -> "SELECT r.bucket, r.cells, %s\n  FROM %s AS r%s"
                .formatted(PackedRows.sent(row.dimensions(), measures), grain.table(), ofCube(cube, grain)));
    }

    private List<String> selects(String number, String ofBucket) {
        return selects((cube, grain) -> select(cube, grain, number, ofBucket));
    }

    private List<String> selects(BiFunction<Cube, Grain, String> select) {
        return plan.cube().stream()
                .flatMap(cube -> Stream.of(Grain.values())
                        .filter(grain -> !plan.cuts().of(grain).isEmpty())
                        .map(grain -> select.apply(cube, grain)))
                .toList();
    }

    private String select(Cube cube, Grain grain, String number, String ofBucket) {
        var cells = unpacked(cube, grain) + ofCube(cube, grain) + ofBucket;
        return """
                SELECT %s%s
                  FROM (%s) AS c%s""".formatted(
                row.keys(number),
                measures.stream().map(measure -> ", c." + measure.column()).collect(joining()),
                cells,
                row.filtered());
    }

    private String ofCube(Cube cube, Grain grain) {
        var where = "\n         WHERE r.tenant_id = %s".formatted(row.tenant())
                + TimeSql.and("r.cube = %d".formatted(cube.id()));
        return where + times.within("r.bucket", plan.cuts().of(grain));
    }

    private String unpacked(Cube cube, Grain grain) {
        return row.oneOfOrder(cube)
                .map(one -> Cells.unpackedAround(grain, one.dimension(), one.value(), row.dimensions(), measures))
                .orElseGet(() -> Cells.unpacked(grain, row.dimensions(), measures));
    }
}
