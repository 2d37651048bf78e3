package io.tidemark.aggregation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_job"))
class RetentionTest {

    @Inject
    Retention retention;

    private final TestDatabase database = Infrastructure.database();

    @BeforeEach
    void oldAndNew() {
        var fixtures = Fixtures.current();
        var tenant = fixtures.tenant("pro", "UTC");
        for (var daysAgo : List.of(0, 29, 33, 200)) {
            fixtures.event(tenant, null, "request", Instant.now().minus(daysAgo, ChronoUnit.DAYS));
        }
        database.execute("DELETE FROM ingest_batch");
        database.execute(
                "INSERT INTO aggregated_day VALUES (?, current_date - 1000, now() - interval '1000 days')", tenant);
        for (var daysAgo : List.of(399, 401)) {
            database.execute("""
                    INSERT INTO alert_event (tenant_id, id, rule_id, "time", sequence, silenced, type, severity, series,
                                             rule_name, message, labels, conditions)
                    VALUES (?, gen_random_uuid(), gen_random_uuid(), now() - ? * interval '1 day', 1, false, 'alert.firing',
                            'info', '', '', '', '{}', '[]')""", tenant, daysAgo);
        }
        database.execute("INSERT INTO arrival_id VALUES (?, gen_random_uuid(), now() - interval '3 days')", tenant);
    }

    @Test
    void aDryRunSaysWhatARunWouldRemoveAndChangesNothing() {
        var before = everything();

        var rehearsed = finished(retention.rehearse());
        var after = everything();
        var run = finished(retention.run());

        assertThat(after).isEqualTo(before);
        assertThat(rehearsed.getBoolean("dryRun")).isTrue();
        assertThat(run.getBoolean("dryRun")).isFalse();
        assertThat(run.getJsonArray("partitionsDropped"))
                .hasSizeGreaterThanOrEqualTo(4)
                .isEqualTo(rehearsed.getJsonArray("partitionsDropped"));
        assertThat(run.getJsonObject("rows").getMap())
                .isEqualTo(rehearsed.getJsonObject("rows").getMap())
                .containsEntry("aggregated_day", 1L)
                .containsEntry("alert_event", 1L)
                .containsEntry("arrival_id", 1L);
    }

    @Test
    void aRunIsRecordedAndTheNextHasNothingLeftToDo() {
        retention.run();

        var again = finished(retention.run());

        assertThat(again.getString("job")).isEqualTo("retention");
        assertThat(again.getJsonArray("partitionsDropped")).isEmpty();
        assertThat(again.getJsonObject("floors").fieldNames()).containsExactly("minute", "hour", "day");
        assertThat(database.number("SELECT count(*) FROM job_run WHERE job = 'retention' AND succeeded"))
                .isGreaterThanOrEqualTo(2);
    }

    /** All that a dry run could change: tables and partitions, rows, floors. */
    private List<Object> everything() {
        return List.of(
                database.query("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace ORDER BY 1"),
                database.query("SELECT grain, floor FROM rollup_floor ORDER BY 1"),
                rows("event"),
                rows("rollup_hour"),
                rows("rollup_day"),
                rows("aggregated_day"),
                rows("alert_event"),
                rows("arrival_id"),
                rows("hour_floor"),
                rows("snapshot"),
                rows("job_run"));
    }

    private List<Map<String, Object>> rows(String table) {
        return database.query("SELECT count(*) AS rows, max(xmin::text) AS newest FROM " + table);
    }

    private static JsonObject finished(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Finished.class);
        var finished = (Outcome.Finished) outcome;
        assertThat(finished.succeeded()).as(finished.summary().encode()).isTrue();
        return finished.summary();
    }
}
