package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.aggregation.daily.Flush.Sent;
import io.tidemark.testing.PostgresServer;
import java.sql.Date;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to the other days when one fails, and when PostgreSQL goes away. */
class FailingDaysTest {

    private static final UUID AGENT = UUID.fromString("aaaaaaaa-0000-4000-8000-000000000001");

    private static Testbed bed;

    @BeforeAll
    static void start() {
        bed = new Testbed();
        bed.partitions("2026-03-01", "2026-04-30");
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void onlyTheTenantsOfThisTest() {
        bed.database.execute("UPDATE tenant SET deleted_at = now() WHERE deleted_at IS NULL");
        bed.clock("2026-04-11T00:05:00Z");
    }

    @Test
    void aDayThatFailsIsNamedRolledBackAndTheOthersAreMade() {
        var tenant = bed.tenant("UTC");
        bed.flush(
                tenant,
                IntStream.rangeClosed(5, 9)
                        .mapToObj(day -> sent("2026-04-0" + day + "T10:00:00Z", AGENT, "request"))
                        .toList());
        bed.database.execute(
                "ALTER TABLE rollup_day ADD CONSTRAINT broken CHECK (bucket <> '2026-04-07T00:00:00Z') NOT VALID");
        Tally tally;
        try {
            tally = bed.run();
        } finally {
            bed.database.execute("ALTER TABLE rollup_day DROP CONSTRAINT broken");
        }

        assertThat(tally.toJson().getInteger("daysAggregated")).isEqualTo(5);
        assertThat(tally.failures().toJson()).hasSize(1);
        assertThat(tally.failures().toJson().encode()).contains(tenant.toString(), "2026-04-07", "broken");
        assertThat(bed.aggregatedDays(tenant)).doesNotContain(Map.of("day", Date.valueOf("2026-04-07")));
        assertThat(bed.run().toJson().getInteger("daysAggregated")).isEqualTo(1);
    }

    @Test
    void aCrashInTheMiddleIsMadeUpForByTheNextRun() {
        var tenant = bed.tenant("UTC");
        bed.flush(
                tenant,
                IntStream.rangeClosed(1, 9)
                        .mapToObj(day -> sent("2026-04-0" + day + "T10:00:00Z", day % 2 == 0 ? AGENT : null, "request"))
                        .toList());
        bed.run();
        var whole = bed.counts(tenant);
        for (var table : List.of("rollup_day", "aggregated_day")) {
            bed.database.execute("DELETE FROM " + table + " WHERE tenant_id = ?", tenant);
        }

        bed.runCrashingAfter(4);

        assertThat(bed.counts(tenant)).isEqualTo(whole.subList(0, 4));
        bed.run();
        assertThat(bed.counts(tenant)).isEqualTo(whole);
    }

    @Test
    void aRunGivesUpSoonWhenPostgresGoesAwayAndTheNextMakesUpForIt() throws SQLException {
        var server = PostgresServer.startNew();
        try (var own = new Testbed(server)) {
            own.partitions("2026-03-01", "2026-04-10");
            own.clock("2026-04-11T00:00:00Z");
            var tenant = own.tenant("UTC");
            own.flush(
                    tenant,
                    sent("2026-03-05T10:00:00Z", AGENT, "request"),
                    sent("2026-04-10T10:00:00Z", null, "request"));

            var tally = runWhileStopping(own, server);

            assertThat(tally.failures().toJson()).hasSize(3);
            server.start();
            assertThat(own.counts(tenant)).isEmpty();
            assertThat(own.run().toJson().getLong("events")).isEqualTo(2);
            server.stop();
        }
    }

    private static Tally runWhileStopping(Testbed own, PostgresServer server) throws SQLException {
        var tally = new Tally();
        try (var pausing = own.database.connect();
                var statement = pausing.createStatement()) {
            statement.execute(Pause.BEFORE_COMMIT.create());
            statement.execute("SELECT pg_advisory_lock(4711)");
            var run = CompletableFuture.runAsync(
                    () -> own.days.aggregate(new Selection.CatchUp(), Instant.parse("2026-04-11T00:00:00Z"), tally),
                    Thread::startVirtualThread);
            await().until(() -> own.advisoryWaiters() == 1);
            server.stop();
            assertThat(run)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("PostgreSQL does not answer");
        }
        return tally;
    }

    private static Sent sent(String time, @Nullable UUID agent, String type) {
        return new Sent(Instant.parse(time), agent, type);
    }
}
