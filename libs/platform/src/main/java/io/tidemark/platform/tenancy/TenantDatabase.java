package io.tidemark.platform.tenancy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.Outage;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * Transactions under row-level security. What they may see is set by {@code SET LOCAL}, so it ends with the
 * transaction, and the next one on the same connection begins with nothing.
 *
 * <p>The work commits if its {@link Uni} succeeds and rolls back if it fails or throws. A client that goes away
 * does not interrupt it: the connection would return to the pool in the middle of a transaction.
 */
@ApplicationScoped
public class TenantDatabase {

    // Compiling a query over many partitions takes longer than running it.
    private static final String SNAPSHOT =
            "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off; ";

    // What the way to the server and back may take beyond the statement itself.
    private static final Duration MARGIN = Duration.ofSeconds(3);

    private final Pool pool;
    private final String timeout;
    private final Duration patience;

    public TenantDatabase(Pool pool, DatabaseConfig config) {
        this.pool = pool;
        this.timeout = statementTimeout(config.statementTimeout());
        this.patience = config.statementTimeout().plus(MARGIN);
    }

    /** Reads rows of one tenant; all statements see the same snapshot. */
    public <T> Uni<T> read(UUID tenant, Function<SqlConnection, Uni<T>> work) {
        return transaction(SNAPSHOT + timeout + tenantSetting(tenant), work);
    }

    /**
     * Reads rows of one tenant as fast as they are asked for; the snapshot stays open until the last one is sent, the
     * reader goes away, or something fails.
     *
     * @param timeout the longest that each statement, and each portion fetched of one, may take
     */
    public <T> Multi<T> stream(UUID tenant, Duration timeout, Function<SqlConnection, Multi<T>> work) {
        var settings = SNAPSHOT + statementTimeout(timeout) + tenantSetting(tenant);
        return Multi.createFrom()
                .resourceFromUni(() -> begin(settings), work)
                .withFinalizer(TenantDatabase::end, (tx, failure) -> end(tx), TenantDatabase::end);
    }

    /**
     * Reads and writes rows of one tenant, READ COMMITTED: of two updates of the same version, the second then finds
     * no row, where a snapshot would fail it.
     */
    public <T> Uni<T> write(UUID tenant, Function<SqlConnection, Uni<T>> work) {
        return transaction(timeout + tenantSetting(tenant), work);
    }

    /** Reads and writes the tenants themselves, across all of them: for their administration only. */
    public <T> Uni<T> platform(Function<SqlConnection, Uni<T>> work) {
        return transaction(timeout + "SET LOCAL tidemark.platform = 'on'", work);
    }

    private <T> Uni<T> transaction(String settings, Function<SqlConnection, Uni<T>> work) {
        return pool.withTransaction(tx -> tx.query(settings)
                        .execute()
                        // A throw of the work must become a failure: only that rolls back.
                        .flatMap(set -> work.apply(tx)))
                // The server's own timeout says nothing if the server has vanished.
                .ifNoItem()
                .after(patience)
                .failWith(Outage::problem);
    }

    private Uni<SqlConnection> begin(String settings) {
        return pool.getConnection().flatMap(connection -> connection
                .begin()
                .flatMap(begun -> connection.query(settings).execute())
                .replaceWith(connection)
                .onFailure()
                .call(connection::close));
    }

    /** Nothing was written: whether it commits makes no difference. A failure here is a connection lost. */
    private static Uni<Void> end(SqlConnection connection) {
        var transaction = connection.transaction();
        return (transaction == null ? Uni.createFrom().voidItem() : transaction.rollback())
                .onFailure()
                .recoverWithNull()
                .eventually(connection::close);
    }

    private static String statementTimeout(Duration timeout) {
        return "SET LOCAL statement_timeout = %d; ".formatted(timeout.toMillis());
    }

    /** SET takes no parameters; a UUID prints as hexadecimal digits and hyphens only. */
    private static String tenantSetting(UUID tenant) {
        return "SET LOCAL tidemark.tenant_id = '" + tenant + "'";
    }
}
