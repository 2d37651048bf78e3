package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The statement that counts what a plan reads: packed rows of rollups, of which their cells are not looked at, and raw
 * events in ranges that are read from them. What waits is not counted: its number is known.
 */
final class RowsRead {

    /**
     * What was counted.
     *
     * @param rows packed rows and events
     * @param cells how many the packed rows hold
     */
    record Count(long rows, long cells) {}

    private final Scope scope;
    private final Parameters parameters = new Parameters();
    private final String sql;

    /**
     * A count of rows.
     *
     * @param withCells whether to count their cells, too: that takes more than the index
     */
    RowsRead(Scope scope, Plan plan, boolean withCells) {
        this.scope = scope;
        var counts = new ArrayList<String>();
        plan.cube().ifPresent(cube -> counts.addAll(ofCells(cube, plan.cuts(), withCells)));
        if (!plan.cuts().events().isEmpty()) {
            counts.add(ofEvents(plan.cuts().events()));
        }
        this.sql = "SELECT sum(n)::bigint AS rows_read, sum(cells)::bigint AS cells\n  FROM (%s) AS c"
                .formatted(String.join("\nUNION ALL\n", counts));
    }

    String sql() {
        return sql;
    }

    Parameters parameters() {
        return parameters;
    }

    static Count read(RowSet<Row> rows) {
        var row = rows.iterator().next();
        return new Count(row.getLong("rows_read"), row.getLong("cells"));
    }

    private List<String> ofCells(Cube cube, Cuts cuts, boolean withCells) {
        return Stream.of(Grain.values())
                .filter(grain -> !cuts.of(grain).isEmpty())
                .map(grain -> """
                        SELECT count(*) AS n, %s AS cells
                          FROM %s
                         WHERE tenant_id = %s
                           AND cube = %d
                           AND %s""".formatted(
                                withCells ? "coalesce(sum(cells), 0)" : "0",
                                grain.table(),
                                parameters.bind(scope.tenant()),
                                cube.id(),
                                among("bucket", cuts.of(grain))))
                .toList();
    }

    private String ofEvents(Spans spans) {
        return """
                SELECT count(*) AS n, 0 AS cells
                  FROM event
                 WHERE tenant_id = %s
                   AND day BETWEEN %s::date AND %s::date
                   AND %s""".formatted(
                        parameters.bind(scope.tenant()),
                        parameters.bind(spans.hull().firstDay()),
                        parameters.bind(spans.hull().lastDay()),
                        among("\"time\"", spans));
    }

    private String among(String time, Spans spans) {
        var hull = spans.hull();
        var within = "%1$s >= %2$s AND %1$s < %3$s"
                .formatted(time, parameters.bind(hull.from()), parameters.bind(hull.to()));
        return spans.list().size() == 1
                ? within
                : within + " AND width_bucket(%s, %s) %% 2 = 1".formatted(time, parameters.bind(spans.bounds()));
    }
}
