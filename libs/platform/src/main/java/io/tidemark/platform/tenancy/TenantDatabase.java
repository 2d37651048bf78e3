package io.tidemark.platform.tenancy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.Outage;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

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

    private static final String QUERY_CANCELED = "57014";

    private final Pool primary;
    private final ReadSource source;
    private final Duration timeout;

    public TenantDatabase(Pool primary, ReadSource source, DatabaseConfig config) {
        this.primary = primary;
        this.source = source;
        this.timeout = config.statementTimeout();
    }

    /**
     * Reads rows of one tenant; all statements see the same snapshot. It may be begun again on another server, so that it
     * changes nothing but its own result.
     */
    public <T> Uni<T> read(UUID tenant, Function<SqlConnection, Uni<T>> work) {
        return read(tenant, timeout, (tx, isBegunAgain) -> work.apply(tx));
    }

    /**
     * The same for work that goes on after some failures.
     *
     * @param longest how long each statement may run, if that is less than what is configured for all; 0 is no limit
     * @param work is told of which failures it must fail, so that it is begun again on another server
     */
    public <T> Uni<T> read(
            UUID tenant, Duration longest, BiFunction<SqlConnection, Predicate<Throwable>, Uni<T>> work) {
        var timeout = longest.toMillis() > 0 && longest.compareTo(this.timeout) < 0 ? longest : this.timeout;
        var settings = SNAPSHOT + statementTimeout(timeout) + tenantSetting(tenant);
        Function<SqlConnection, Uni<T>> last = tx -> work.apply(tx, failure -> false);
        return source.choose(primary).flatMap(other -> other.map(server -> transaction(
                                server, timeout, settings, tx -> work.apply(tx, TenantDatabase::isFaultOfTheServer))
                        .onFailure(TenantDatabase::isFaultOfTheServer)
                        .invoke(source::failed)
                        .onFailure(TenantDatabase::isFaultOfTheServer)
                        .recoverWithUni(() -> transaction(primary, timeout, settings, last)))
                .orElseGet(() -> transaction(primary, timeout, settings, last)));
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
                .resourceFromUni(
                        () -> source.choose(primary).flatMap(other -> begin(other.orElse(primary), settings)), work)
                .withFinalizer(TenantDatabase::end, (tx, failure) -> end(tx), TenantDatabase::end);
    }

    /**
     * Reads and writes rows of one tenant, READ COMMITTED: of two updates of the same version, the second then finds
     * no row, where a snapshot would fail it.
     */
    public <T> Uni<T> write(UUID tenant, Function<SqlConnection, Uni<T>> work) {
        return transaction(primary, timeout, statementTimeout(timeout) + tenantSetting(tenant), work);
    }

    /** Reads and writes the tenants themselves, across all of them: for their administration only. */
    public <T> Uni<T> platform(Function<SqlConnection, Uni<T>> work) {
        return transaction(primary, timeout, statementTimeout(timeout) + "SET LOCAL tidemark.platform = 'on'", work);
    }

    /**
     * @param timeout of each statement, as the settings have it
     */
    private static <T> Uni<T> transaction(
            Pool server, Duration timeout, String settings, Function<SqlConnection, Uni<T>> work) {
        return server.withTransaction(tx -> tx.query(settings)
                        .execute()
                        // A throw of the work must become a failure: only that rolls back.
                        .flatMap(set -> work.apply(tx)))
                // The server's own timeout says nothing if the server has vanished.
                .ifNoItem()
                .after(timeout.plus(MARGIN))
                .failWith(Outage::problem);
    }

    private static Uni<SqlConnection> begin(Pool server, String settings) {
        return server.getConnection().flatMap(connection -> connection
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

    /** It is away, or threw the reading out because it had to go on with what the primary sent: not so a slow reading. */
    private static boolean isFaultOfTheServer(Throwable failure) {
        var state = failure instanceof PgException refusal ? String.valueOf(refusal.getSqlState()) : "";
        return state.startsWith("40") || (!state.equals(QUERY_CANCELED) && Outage.causes(failure));
    }

    private static String statementTimeout(Duration timeout) {
        return "SET LOCAL statement_timeout = %d; ".formatted(timeout.toMillis());
    }

    /** SET takes no parameters; a UUID prints as hexadecimal digits and hyphens only. */
    private static String tenantSetting(UUID tenant) {
        return "SET LOCAL tidemark.tenant_id = '" + tenant + "'";
    }
}
