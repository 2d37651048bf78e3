package io.tidemark.ingest.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.roll.Home;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On PostgreSQL, and on one that has what Citus is known by: both must tell the same. */
class BacklogRepositoryTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final TestDatabase database = PostgresServer.shared().createDatabase();
    private final Fixtures fixtures = new Fixtures(database);
    private Vertx vertx;
    private Pool pool;
    private int batches;

    @BeforeEach
    void connect() {
        vertx = Vertx.vertx();
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(1))
                .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.login("tidemark_ingest"))
                        .setPassword(database.password()))
                .using(vertx)
                .build();
    }

    @AfterEach
    void disconnect() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whoWaitsLongestComesFirstAndWhoIsDeletedNotAtAll(boolean citus) {
        if (citus) {
            database.execute("CREATE TABLE pg_dist_partition (logicalrelid regclass)");
        }
        var paris = fixtures.tenant("pro", "Europe/Paris");
        var utc = fixtures.tenant("free", "UTC");
        var deleted = fixtures.tenant("pro", "UTC");
        fixtures.tenant("pro", "UTC");
        wait(utc, 20);
        wait(paris, 50);
        wait(paris, 10);
        wait(deleted, 70);
        database.execute("UPDATE tenant SET deleted_at = now() WHERE id = ?", deleted);

        var backlog = new BacklogRepository(pool).find().await().atMost(LIMIT);

        assertThat(backlog.homes())
                .containsExactly(new Home(paris, ZoneId.of("Europe/Paris")), new Home(utc, ZoneId.of("UTC")));
        assertThat(backlog.age()).isBetween(Duration.ofSeconds(50), Duration.ofSeconds(69));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nobodyWaits(boolean citus) {
        if (citus) {
            database.execute("CREATE TABLE pg_dist_partition (logicalrelid regclass)");
        }

        assertThat(new BacklogRepository(pool).find().await().atMost(LIMIT).age())
                .isZero();
    }

    private void wait(UUID tenant, int seconds) {
        var stored = Instant.now().minusSeconds(seconds).atOffset(ZoneOffset.UTC);
        database.execute("""
                INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time, stored_at)
                VALUES (?, ?, 1, ?, ?, ?)""", tenant, ++batches, stored, stored, stored);
    }
}
