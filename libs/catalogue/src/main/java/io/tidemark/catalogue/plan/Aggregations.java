package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.Set;

/** Runs aggregations. */
public final class Aggregations {

    private final Inventories inventories;
    private final boolean counting;
    private final CellBudget budget;

    /** For any number of transactions. Stateless. */
    public Aggregations() {
        this(CellBudget.OF_PROCESS);
    }

    Aggregations(CellBudget budget) {
        this(new InventoryRepository()::find, true, budget);
    }

    private Aggregations(Inventories inventories, boolean counting, CellBudget budget) {
        this.inventories = inventories;
        this.counting = counting;
        this.budget = budget;
    }

    /** For some in one transaction, of one scope: what there is to read is looked up once for each range. */
    public static Aggregations ofOneRequest() {
        return new Aggregations(new KnownInventories(new InventoryRepository()), true, CellBudget.OF_PROCESS);
    }

    /** The same for many, without counting the rows that are read. */
    public static Aggregations ofOneSnapshot() {
        return new Aggregations(new KnownInventories(new InventoryRepository()), false, CellBudget.OF_PROCESS);
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
        var waiting = inventory.waiting();
        var plan = new Planner(scope, aggregation, inventory).plan();
        var reader = new ResultReader(scope, aggregation, plan, waiting);
        var byDatabase = Uni.createFrom().deferred(() -> {
            var statement = new AggregationSql(scope, aggregation, plan, waiting);
            return tx.preparedQuery(statement.sql())
                    .mapping(reader::line)
                    .execute(statement.parameters().tuple());
        });
        if (!counting) {
            return byDatabase.map(lines -> reader.read(lines, 0));
        }
        if (!Adder.adds(aggregation, plan)) {
            // Sent together: counting waits for no answer.
            return Uni.combine()
                    .all()
                    .unis(byDatabase, count(tx, new RowsRead(scope, plan, false)))
                    .with((lines, count) -> reader.read(lines, count.rows()));
        }
        return count(tx, new RowsRead(scope, plan, true)).flatMap(count -> Uni.createFrom()
                // Held by nothing once it has failed or answered: what follows would keep its memory.
                .deferred(() -> new Adder(scope, aggregation, plan, waiting, budget.share()).lines(tx, reader, count))
                .map(lines -> reader.read(lines, count.rows()))
                .onFailure(Aggregations::isForDatabase)
                .recoverWithUni(() -> byDatabase.map(lines -> reader.read(lines, count.rows()))));
    }

    /** PostgreSQL needs less memory, and it adds up less: of what a ranking leaves out, not all measures. */
    private static boolean isForDatabase(Throwable failure) {
        return failure instanceof CellBudget.ExceededException || failure instanceof ArithmeticException;
    }

    private static Uni<RowsRead.Count> count(SqlConnection tx, RowsRead read) {
        return tx.preparedQuery(read.sql()).execute(read.parameters().tuple()).map(RowsRead::read);
    }
}
