package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/** Runs aggregations. */
public final class Aggregations {

    private final Inventories inventories;
    private final boolean counting;

    /** For any number of transactions. Stateless. */
    public Aggregations() {
        this(new InventoryRepository()::find, true);
    }

    private Aggregations(Inventories inventories, boolean counting) {
        this.inventories = inventories;
        this.counting = counting;
    }

    /** For some in one transaction, of one scope: what there is to read is looked up once for each range. */
    public static Aggregations ofOneRequest() {
        return new Aggregations(new KnownInventories(new InventoryRepository()), true);
    }

    /** The same for many, without counting the rows that are read. */
    public static Aggregations ofOneSnapshot() {
        return new Aggregations(new KnownInventories(new InventoryRepository()), false);
    }

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

    private Uni<Result> run(SqlConnection tx, Scope scope, Aggregation aggregation, Inventory inventory) {
        var plan = new Planner(scope, aggregation, inventory).plan();
        var statement = new AggregationSql(scope, aggregation, plan, inventory.waiting());
        var reader = new ResultReader(scope, aggregation, plan, inventory.waiting());
        var read = tx.preparedQuery(statement.sql())
                .mapping(reader::line)
                .execute(statement.parameters().tuple());
        if (!counting) {
            return read.map(rows -> reader.read(rows, 0));
        }
        var counted = new RowsRead(scope, plan);
        // Sent together: counting waits for no answer.
        return Uni.combine()
                .all()
                .unis(
                        read,
                        tx.preparedQuery(counted.sql())
                                .execute(counted.parameters().tuple()))
                .with((rows, count) -> reader.read(rows, RowsRead.read(count)));
    }
}
