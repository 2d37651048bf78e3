package io.tidemark.platform.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatObject;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class TenantDatabaseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    TenantDatabase database;

    @Inject
    Pool pool;

    final UUID acme = Fixtures.current().tenant("pro", "UTC");
    final UUID globex = Fixtures.current().tenant("pro", "UTC");
    final UUID acmeAgent = Fixtures.current().agent(acme, "of acme");
    final UUID globexAgent = Fixtures.current().agent(globex, "of globex");

    @Test
    void aTransactionSeesTheRowsOfItsTenantOnly() {
        assertThatObject(await(database.read(acme, tx -> count(tx, acmeAgent)))).isEqualTo(1L);
        assertThatObject(await(database.read(acme, tx -> count(tx, globexAgent))))
                .isEqualTo(0L);
        assertThatObject(await(database.read(acme, TenantDatabaseTest::tenants)))
                .isEqualTo(1L);
    }

    @Test
    void withoutATenantNothingIsSeen() {
        assertThatObject(await(pool.withConnection(connection -> connection
                        .query("SELECT count(*) AS n FROM agent")
                        .execute()
                        .map(rows -> rows.iterator().next().getLong("n")))))
                .isEqualTo(0L);
        assertThatObject(await(pool.withConnection(TenantDatabaseTest::tenants)))
                .isEqualTo(0L);
    }

    @Test
    void thePlatformSeesTenantsButNotTheirRows() {
        assertThatObject(await(database.platform(tx -> tenants(tx).map(seen -> seen >= 2))))
                .isEqualTo(true);
        assertThatObject(await(database.platform(tx -> count(tx, acmeAgent)))).isEqualTo(0L);
    }

    @Test
    void theTenantEndsWithItsTransaction() {
        // More rounds than the pool has connections: each is used again.
        IntStream.range(0, 50).forEach(round -> {
            await(
                    round % 2 == 0
                            ? database.read(acme, tx -> count(tx, acmeAgent))
                            : database.platform(TenantDatabaseTest::tenants));
            assertThatObject(await(pool.withConnection(TenantDatabaseTest::settings)))
                    .isEqualTo("/");
        });
    }

    @Test
    void aFailureEndsItToo() {
        IntStream.range(0, 50).forEach(round -> {
            assertThatThrownBy(() -> await(database.write(
                            acme, tx -> tx.query("SELECT 1/0").execute().replaceWith(0))))
                    .isInstanceOf(PgException.class);
            assertThatObject(await(pool.withConnection(TenantDatabaseTest::settings)))
                    .isEqualTo("/");
        });
    }

    @Test
    void aNestedFailureRollsBackWhatWasDoneBefore() {
        assertThatThrownBy(() -> await(database.write(acme, tx -> rename(tx, acmeAgent, "changed")
                        .chain(() -> tx.query("SELECT 1/0").execute())
                        .replaceWith(true))))
                .isInstanceOf(PgException.class);

        assertThat(name(acmeAgent)).isEqualTo("of acme");
    }

    @Test
    void aThrowRollsBackToo() {
        assertThatThrownBy(() -> await(database.write(acme, tx -> {
                    throw new IllegalStateException("at once");
                })))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> await(database.write(
                        acme, tx -> rename(tx, acmeAgent, "changed").map(renamed -> {
                            throw new IllegalStateException("afterwards");
                        }))))
                .isInstanceOf(IllegalStateException.class);

        assertThat(name(acmeAgent)).isEqualTo("of acme");
        assertThatObject(await(pool.withConnection(TenantDatabaseTest::settings)))
                .isEqualTo("/");
    }

    @Test
    void aClientThatGoesAwayLeavesNoTransactionOpen() {
        var abandoned = database.write(
                        acme,
                        tx -> tx.query("SELECT pg_sleep(0.2)").execute().chain(() -> rename(tx, acmeAgent, "changed")))
                .subscribe()
                .with(renamed -> {});
        abandoned.cancel();

        Awaitility.await().atMost(PATIENCE).until(() -> name(acmeAgent).equals("changed"));
        IntStream.range(0, 50)
                .forEach(round -> assertThatObject(await(pool.withConnection(TenantDatabaseTest::settings)))
                        .isEqualTo("/"));
    }

    @Test
    void aServerThatDoesNotAnswerIsNotWaitedForForEver() {
        var began = System.nanoTime();

        assertThatThrownBy(() -> await(database.read(acme, tx -> tx.query("SET LOCAL statement_timeout = 0")
                        .execute()
                        .chain(() -> tx.query("SELECT pg_sleep(8)").execute())
                        .replaceWith(true))))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().code()).isEqualTo("UNAVAILABLE"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(7));
    }

    @Test
    void aTenantWritesItsOwnRowsOnly() {
        assertThatObject(await(database.write(acme, tx -> rename(tx, acmeAgent, "mine"))))
                .isEqualTo(true);
        assertThatObject(await(database.write(acme, tx -> rename(tx, globexAgent, "mine"))))
                .isEqualTo(false);

        assertThat(name(globexAgent)).isEqualTo("of globex");
    }

    @Test
    void aReadDoesNotWrite() {
        assertThatThrownBy(() -> await(database.read(acme, tx -> rename(tx, acmeAgent, "changed"))))
                .isInstanceOf(PgException.class)
                .hasMessageContaining("read-only");
    }

    @Test
    void aReadSeesOneSnapshot() {
        Function<SqlConnection, Uni<Long>> countTwice = tx -> count(tx, acmeAgent)
                .invoke(() -> Infrastructure.database().execute("DELETE FROM agent WHERE id = ?", acmeAgent))
                .chain(() -> count(tx, acmeAgent));

        assertThatObject(await(database.read(acme, countTwice).runSubscriptionOn(Thread::startVirtualThread)))
                .isEqualTo(1L);
        assertThatObject(await(database.read(acme, tx -> count(tx, acmeAgent)))).isEqualTo(0L);
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }

    private static Uni<Long> count(SqlConnection tx, UUID agent) {
        return tx.preparedQuery("SELECT count(*) AS n FROM agent WHERE id = $1")
                .execute(Tuple.of(agent))
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private static Uni<Long> tenants(SqlConnection tx) {
        return tx.query("SELECT count(*) AS n FROM tenant")
                .execute()
                .map(rows -> rows.iterator().next().getLong("n"));
    }

    private static Uni<Boolean> rename(SqlConnection tx, UUID agent, String name) {
        return tx.preparedQuery("UPDATE agent SET name = $2 WHERE id = $1")
                .execute(Tuple.of(agent, name))
                .map(rows -> rows.rowCount() == 1);
    }

    private static Uni<String> settings(SqlConnection connection) {
        return connection
                .query("SELECT coalesce(current_setting('tidemark.tenant_id', true), '') || '/'"
                        + " || coalesce(current_setting('tidemark.platform', true), '') AS settings")
                .execute()
                .map(rows -> rows.iterator().next().getString("settings"));
    }

    private static String name(UUID agent) {
        return (String) Infrastructure.database()
                .query("SELECT name FROM agent WHERE id = ?", agent)
                .getFirst()
                .get("name");
    }
}
