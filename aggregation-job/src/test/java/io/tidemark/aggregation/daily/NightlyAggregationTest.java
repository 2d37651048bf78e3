package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.TestDatabase;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_job"))
class NightlyAggregationTest {

    private static final Instant YESTERDAY =
            Instant.now().truncatedTo(ChronoUnit.DAYS).minus(12, ChronoUnit.HOURS);

    @Inject
    NightlyAggregation aggregation;

    private final TestDatabase database = Infrastructure.database();
    private UUID tenant;

    @BeforeEach
    void oneTenantWithOneEventYesterday() {
        database.execute("DELETE FROM job_run");
        database.execute("UPDATE tenant SET deleted_at = now() WHERE deleted_at IS NULL");
        tenant = Fixtures.current().tenant("pro", "UTC");
        Fixtures.current().event(tenant, null, "request", YESTERDAY);
    }

    @Test
    void aRunIsSummedUpAndRecorded() {
        var summary = finished(aggregation.run(new Selection.CatchUp()), true);

        var day = LocalDate.ofInstant(YESTERDAY, ZoneOffset.UTC).toString();
        assertThat(summary.fieldNames())
                .containsExactly(
                        "job",
                        "from",
                        "to",
                        "tenants",
                        "daysAggregated",
                        "daysStale",
                        "events",
                        "rows",
                        "snapshotsTaken",
                        "arrivalIdsExpired",
                        "partitionsEnsured",
                        "failures",
                        "durationMs");
        assertThat(summary.getString("job")).isEqualTo("aggregate");
        assertThat(summary.getString("from")).isEqualTo(day);
        assertThat(summary.getString("to")).isEqualTo(day);
        assertThat(summary.getInteger("tenants")).isEqualTo(1);
        assertThat(summary.getInteger("daysAggregated")).isEqualTo(1);
        assertThat(summary.getLong("events")).isEqualTo(1);
        assertThat(summary.getInteger("partitionsEnsured")).isEqualTo(9);
        assertThat(summary.getJsonArray("failures")).isEmpty();
        assertThat(recorded()).containsEntry("job", "aggregate").containsEntry("succeeded", true);
        assertThat(new JsonObject(String.valueOf(recorded().get("summary")))).isEqualTo(summary);
    }

    @Test
    void aRunThatFailsIsRecordedWithWhatFailed() {
        database.execute("ALTER TABLE rollup_day ADD CONSTRAINT broken CHECK (cells < 0) NOT VALID");
        JsonObject summary;
        try {
            summary = finished(aggregation.run(new Selection.CatchUp()), false);
        } finally {
            database.execute("ALTER TABLE rollup_day DROP CONSTRAINT broken");
        }

        var failure = summary.getJsonArray("failures").getJsonObject(0);
        assertThat(failure.getString("step")).isEqualTo("day");
        assertThat(failure.getString("tenant")).isEqualTo(tenant.toString());
        assertThat(failure.getString("day"))
                .isEqualTo(LocalDate.ofInstant(YESTERDAY, ZoneOffset.UTC).toString());
        assertThat(summary.getInteger("partitionsEnsured")).isEqualTo(9);
        assertThat(recorded()).containsEntry("succeeded", false);
        finished(aggregation.run(new Selection.CatchUp()), true);
    }

    @Test
    void aSecondRunAtTheSameTimeDoesNothing() throws Exception {
        try (var roller = database.connectAs("tidemark_ingest");
                var lock = roller.prepareStatement(
                        "SELECT pg_advisory_xact_lock(hashtextextended('tidemark.roll:' || ?::uuid, 0))")) {
            roller.setAutoCommit(false);
            lock.setObject(1, tenant);
            lock.execute();
            var first = CompletableFuture.supplyAsync(
                    () -> aggregation.run(new Selection.CatchUp()), Thread::startVirtualThread);
            await().until(() -> waitingForTheRoller() == 1);

            assertThat(aggregation.run(new Selection.CatchUp())).isEqualTo(new Outcome.Busy());

            roller.rollback();
            finished(first.get(30, TimeUnit.SECONDS), true);
        }
        assertThat(database.number("SELECT count(*) FROM job_run")).isEqualTo(1);
    }

    @Test
    void theGuardOfARunThatDiesIsFree() throws SQLException {
        try (var dead = database.connectAs("tidemark_job")) {
            dead.setAutoCommit(false);
            dead.createStatement().execute("SELECT pg_advisory_xact_lock(hashtextextended('tidemark.job', 0))");
            assertThat(aggregation.run(new Selection.CatchUp())).isEqualTo(new Outcome.Busy());
            database.query("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted");
            await().until(() -> aggregation.run(new Selection.CatchUp()) instanceof Outcome.Finished);
        }
    }

    @Test
    void todayIsRefusedAndNothingDone() {
        var today = LocalDate.now(ZoneOffset.UTC);

        var outcome = aggregation.run(new Selection.Exactly(new DayRange(today, today)));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.reason())
                .contains(today + " is not over"));
        assertThat(database.number("SELECT count(*) FROM job_run")).isZero();
        assertThat(database.number("SELECT count(*) FROM aggregated_day WHERE tenant_id = ?", tenant))
                .isZero();
    }

    private long waitingForTheRoller() {
        return database.number("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted");
    }

    private Map<String, @Nullable Object> recorded() {
        return database.query("SELECT job, succeeded, summary::text AS summary FROM job_run")
                .getFirst();
    }

    private static JsonObject finished(Outcome outcome, boolean succeeded) {
        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        var finished = (Outcome.Finished) outcome;
        assertThat(finished.succeeded())
                .as(finished.summary().getJsonArray("failures", new JsonArray()).encode())
                .isEqualTo(succeeded);
        return finished.summary();
    }
}
