package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/** Runs aggregations. Stateless. */
public final class Aggregations {

    private final InventoryRepository inventories = new InventoryRepository();

    /**
     * Exact for all that was committed when the snapshot was taken.
     *
     * @param tx a REPEATABLE READ transaction under the tenant's row-level security
     * @return fails with {@link RangeNotKeptException} if no kept data can answer it
     */
    public Uni<Result> run(SqlConnection tx, Scope scope, Aggregation aggregation) {
        return inventories
                .find(tx, scope, aggregation.range())
                .flatMap(inventory -> run(tx, scope, aggregation, inventory));
    }

    /** Whether some cube keeps what is needed, so that the answer reaches back beyond the raw events. */
    public static boolean isRolledUp(Set<Measure> measures, Set<Attribute> attributes) {
        return Planner.covering(Planner.dimensions(attributes.stream()), measures)
                .findAny()
                .isPresent();
    }

    private static Uni<Result> run(SqlConnection tx, Scope scope, Aggregation aggregation, Inventory inventory) {
        var plan = new Planner(scope, aggregation, inventory).plan();
        var statement = new AggregationSql(scope, aggregation, plan, inventory.waiting());
        var counted = new RowsRead(scope, plan);
        // Sent together: counting waits for no answer.
        return Uni.combine()
                .all()
                .unis(
                        tx.preparedQuery(statement.sql())
                                .execute(statement.parameters().tuple()),
                        tx.preparedQuery(counted.sql())
                                .execute(counted.parameters().tuple()))
                .with((rows, count) -> new ResultReader(scope, aggregation, plan, inventory.waiting())
                        .read(rows, RowsRead.read(count)));
    }
}
