package io.tidemark.ingest.roll;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.events.HomeCalendar;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class RollServiceTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    private final TestDatabase database = Infrastructure.database();

    @BeforeEach
    void nothingWaits() {
        await().atMost(SOON).until(() -> database.number("SELECT count(*) FROM ingest_batch") == 0);
    }

    @Test
    void whatIsStoredIsRolledUpSoonAndCounted() {
        var before = metric("tidemark_rollup_events_total");
        var api = Api.newTenant();
        api.post(IntStream.range(0, 300)
                        .mapToObj(i -> "{\"id\": \"%d\", \"status\": 200}".formatted(i))
                        .collect(Collectors.joining(",", "[", "]")))
                .body("accepted", equalTo(300));

        await().atMost(SOON).until(() -> counted("rollup_minute", api.tenant()) == 300);
        assertThat(counted("rollup_hour", api.tenant())).isEqualTo(300);
        await().atMost(SOON).until(() -> metric("tidemark_rollup_lag_seconds") == 0);
        await().atMost(SOON).until(() -> metric("tidemark_rollup_events_total") == before + 300);
        assertThat(metric("tidemark_rollup_step_duration_seconds_count")).isPositive();
    }

    @Test
    void lagIsTheAgeOfTheOldestBatchAndWhoeverIsBusyIsPassedOver() throws SQLException {
        var busy = Api.newTenant();
        var other = Api.newTenant();
        try (var lock = database.connectAs("tidemark_ingest")) {
            lock.setAutoCommit(false);
            lock.createStatement()
                    .execute("SELECT pg_advisory_xact_lock(hashtextextended('tidemark.roll:%s', 0))"
                            .formatted(busy.tenant()));
            busy.post("{\"id\": \"a\"}").body("accepted", equalTo(1));
            database.execute(
                    "UPDATE ingest_batch SET stored_at = now() - interval '100 s' WHERE tenant_id = ?", busy.tenant());
            other.post("{\"id\": \"a\"}").body("accepted", equalTo(1));

            await().atMost(SOON).until(() -> counted("rollup_minute", other.tenant()) == 1);
            await().atMost(SOON).until(() -> metric("tidemark_rollup_lag_seconds") >= 100);
            assertThat(metric("tidemark_rollup_lag_seconds")).isLessThan(130);
            assertThat(counted("rollup_minute", busy.tenant())).isZero();
            lock.rollback();
        }
        await().atMost(SOON).until(() -> counted("rollup_minute", busy.tenant()) == 1);
        await().atMost(SOON).until(() -> metric("tidemark_rollup_lag_seconds") == 0);
    }

    @Test
    void aStepThatFailsIsTriedAgainAndHoldsNobodyUp() {
        var failing = Api.newTenant();
        var other = Api.newTenant();
        database.execute("ALTER TABLE rollup_hour ADD CONSTRAINT broken CHECK (tenant_id <> '%s') NOT VALID"
                .formatted(failing.tenant()));
        try {
            failing.post("{\"id\": \"a\"}").body("accepted", equalTo(1));
            other.post("{\"id\": \"a\"}").body("accepted", equalTo(1));
            await().atMost(SOON).until(() -> counted("rollup_minute", other.tenant()) == 1);
            await().atMost(SOON).until(() -> metric("tidemark_rollup_lag_seconds") > 1);
            assertThat(counted("rollup_minute", failing.tenant())).isZero();
        } finally {
            database.execute("ALTER TABLE rollup_hour DROP CONSTRAINT broken");
        }
        await().atMost(SOON).until(() -> counted("rollup_minute", failing.tenant()) == 1);
    }

    @Test
    void aLateEventMarksTheHomeDayThatIsMadeAlready() {
        for (var zone : new String[] {"UTC", "Pacific/Kiritimati", "Pacific/Pago_Pago"}) {
            var api = Api.newTenant("pro", zone);
            var time = Instant.now().minus(Duration.ofDays(2));
            var day = new HomeCalendar(ZoneId.of(zone)).dayOf(time);
            for (var made = -1; made <= 1; made++) {
                database.execute(
                        "INSERT INTO aggregated_day (tenant_id, day) VALUES (?, ?)", api.tenant(), day.plusDays(made));
            }

            api.post("{\"id\": \"late\", \"time\": \"%s\"}".formatted(time)).body("accepted", equalTo(1));

            await().atMost(SOON).until(() -> counted("rollup_hour", api.tenant()) == 1);
            assertThat(database.query("SELECT day::text AS day FROM stale_day WHERE tenant_id = ?", api.tenant()))
                    .extracting(row -> row.get("day"))
                    .containsExactly(day.toString());
        }
    }

    @Test
    void floorsAreRaisedToWhatTheLongestTierKeeps() {
        await().atMost(SOON).until(() -> database.number("""
                        SELECT count(*)
                          FROM rollup_floor
                         WHERE floor > now() - CASE grain WHEN 'minute' THEN interval '7 days 1 hour'
                                                          ELSE interval '730 days 1 hour' END
                           AND floor < now() - CASE grain WHEN 'minute' THEN interval '6 days 23 hours'
                                                          ELSE interval '729 days 23 hours' END""") == 2);
    }

    private long counted(String table, UUID tenant) {
        return database.number(
                "SELECT coalesce(sum(n), 0) FROM " + table + ", unnest(events) AS n WHERE tenant_id = ? AND cube = 1",
                tenant);
    }

    private double metric(String name) {
        var page = given().port(managementPort).get("/q/metrics").asString();
        var line = Pattern.compile("^" + name + "(?:\\{[^}]*})? (\\S+)$", Pattern.MULTILINE)
                .matcher(page);
        return line.find() ? Double.parseDouble(line.group(1)) : Double.NaN;
    }
}
