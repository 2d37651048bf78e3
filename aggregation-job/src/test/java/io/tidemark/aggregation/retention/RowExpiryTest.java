package io.tidemark.aggregation.retention;

import static io.tidemark.aggregation.retention.RetentionBed.noon;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.HomeCalendar;
import java.sql.Timestamp;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RowExpiryTest {

    private static final HomeCalendar HOME = new HomeCalendar(ZoneId.of("Europe/Paris"));

    private final RetentionBed bed = new RetentionBed();
    private final UUID free = bed.tenant("free");
    private final UUID pro = bed.tenant("pro");

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void eventsOfAShorterTierGoInBatchesAndThoseOfOthersStay() {
        for (var tenant : List.of(free, pro)) {
            bed.flush(tenant, 9, 4);
            bed.flush(tenant, 11, 8);
            bed.flush(tenant, 25, 4);
        }
        bed.roll();

        var sweep = bed.sweep();

        assertThat(bed.count("event", free)).isEqualTo(4);
        assertThat(bed.count("event", pro)).isEqualTo(16);
        assertThat(sweep.toJson().getJsonObject("rows").getInteger("event")).isEqualTo(12);
    }

    @Test
    void eventsThatWaitOrMayBeSentAgainStay() {
        bed.flush(free, 20, 2);
        bed.flush(free, 21, 2);
        bed.roll();
        bed.flush(free, 20, 3);
        bed.database.execute("INSERT INTO backfilled_day VALUES (?, now())", RetentionBed.TODAY.minusDays(21));

        bed.sweep();

        assertThat(bed.count("event", free)).isEqualTo(5);
        assertThat(bed.database.number("SELECT count(*) FROM ingest_batch")).isEqualTo(1);
    }

    @Test
    void minutesAndHoursOfAShorterTierGo() {
        for (var tenant : List.of(free, pro)) {
            for (var daysAgo : List.of(1, 4, 30, 60)) {
                bed.database.query("SELECT ensure_event_partition(?)", RetentionBed.TODAY.minusDays(daysAgo));
                bed.cell("rollup_hour", tenant, noon(daysAgo));
            }
            bed.cell("rollup_minute", tenant, noon(1));
            bed.cell("rollup_minute", tenant, noon(4));
        }

        var rows = bed.sweep().toJson().getJsonObject("rows");

        assertThat(bed.count("rollup_minute", free)).isEqualTo(1);
        assertThat(bed.count("rollup_hour", free)).isEqualTo(3);
        assertThat(bed.count("rollup_minute", pro)).isEqualTo(2);
        assertThat(bed.count("rollup_hour", pro)).isEqualTo(4);
        assertThat(rows.getInteger("rollup_minute")).isEqualTo(1);
        assertThat(rows.getInteger("rollup_hour")).isEqualTo(1);
    }

    @Test
    void daysGoWithTheirMarks() {
        for (var tenant : List.of(free, pro)) {
            for (var daysAgo : List.of(1, 398, 402, 500, 732)) {
                day(tenant, daysAgo);
            }
        }

        var rows = bed.sweep().toJson().getJsonObject("rows");

        for (var table : List.of("rollup_day", "aggregated_day", "stale_day")) {
            assertThat(bed.count(table, free)).as(table).isEqualTo(2);
            assertThat(bed.count(table, pro)).as(table).isEqualTo(4);
        }
        assertThat(rows.getInteger("aggregated_day")).isEqualTo(4);
        assertThat(rows.getInteger("rollup_day")).isEqualTo(4);
    }

    private void day(UUID tenant, int daysAgo) {
        var day = RetentionBed.TODAY.minusDays(daysAgo);
        bed.cell("rollup_day", tenant, HOME.startOf(day));
        bed.database.execute(
                "INSERT INTO aggregated_day (tenant_id, day, bucket) VALUES (?, ?, ?::timestamptz)",
                tenant,
                day,
                HOME.startOf(day).toString());
        bed.database.execute("INSERT INTO stale_day VALUES (?, ?, 1)", tenant, day);
    }

    /** Added by the roller when the hours of a part of the day were gone. */
    @Test
    void daysThatNeverBecameWholeGoToo() {
        bed.cell("rollup_day", free, HOME.startOf(RetentionBed.TODAY.minusDays(402)));

        var rehearsed = bed.rehearse().toJson().getJsonObject("rows");
        var rows = bed.sweep().toJson().getJsonObject("rows");

        assertThat(bed.count("rollup_day", free)).isZero();
        assertThat(rows.getInteger("rollup_day")).isEqualTo(1);
        assertThat(rehearsed.getInteger("rollup_day")).isEqualTo(1);
    }

    @Test
    void valuesNotSeenForAsLongAsDaysAreKeptMakeRoom() {
        for (var tenant : List.of(free, pro)) {
            for (var daysAgo : List.of(1, 399, 402, 403, 404, 405, 732)) {
                bed.database.execute(
                        "INSERT INTO dimension_value (tenant_id, dimension, value, last_seen) VALUES (?, 'route', ?, ?)",
                        tenant,
                        "/" + daysAgo,
                        RetentionBed.TODAY.minusDays(daysAgo));
            }
            bed.database.execute("INSERT INTO dimension_cap VALUES (?, 'route', 7, now())", tenant);
        }

        var rows = bed.sweep().toJson().getJsonObject("rows");

        assertThat(bed.count("dimension_value", free)).isEqualTo(2);
        assertThat(bed.count("dimension_value", pro)).isEqualTo(6);
        assertThat(bed.database.number("SELECT admitted FROM dimension_cap WHERE tenant_id = ?", free))
                .isEqualTo(2);
        assertThat(rows.getInteger("dimension_value")).isEqualTo(6);
    }

    @Test
    void deliveriesOfWebhooksAreForgottenButNotThoseThatWait() {
        bed.database.execute("""
                INSERT INTO webhook (tenant_id, id, name, channel, url, event_types, severities, labels, format, enabled)
                VALUES (?, ?, '', 'webhook', '', '{}', '{}', '{}', 'standard', true)""", pro, pro);
        delivery(31, "delivered");
        delivery(31, "failed");
        delivery(31, "waiting");
        delivery(29, "delivered");

        var rehearsed = bed.rehearse().toJson().getJsonObject("rows");
        var rows = bed.sweep().toJson().getJsonObject("rows");

        assertThat(rehearsed.getInteger("delivery")).isEqualTo(2);
        assertThat(rows.getInteger("delivery")).isEqualTo(2);
        assertThat(bed.count("delivery", pro)).isEqualTo(2);
    }

    private void delivery(int daysAgo, String status) {
        var time = RetentionBed.TODAY.minusDays(daysAgo).atTime(12, 0).toInstant(ZoneOffset.UTC);
        bed.database.execute("""
                INSERT INTO delivery (tenant_id, id, webhook_id, event_id, status, event_type, content_type, body)
                VALUES (?, ?, ?, gen_random_uuid(), ?, '', '', '')""", pro, new UUID(time.toEpochMilli() << 16, status.hashCode()), pro, status);
    }

    @Test
    void theAuditLogIsForgottenAfterItsTime() {
        for (var daysAgo : List.of(402, 401, 398)) {
            bed.database.execute("""
                    INSERT INTO audit_event (tenant_id, "time", actor, platform, action, target)
                    VALUES (?, ?, 'somebody', false, 'agent.deleted', 'x')""", pro, noon(daysAgo).atOffset(ZoneOffset.UTC));
        }

        var rehearsed = bed.rehearse().toJson().getJsonObject("rows");
        var rows = bed.sweep().toJson().getJsonObject("rows");

        assertThat(rehearsed.getInteger("audit_event")).isEqualTo(2);
        assertThat(rows.getInteger("audit_event")).isEqualTo(2);
        assertThat(bed.count("audit_event", pro)).isEqualTo(1);
    }

    @Test
    void runsAreForgottenButNotTheLastThatSucceeded() {
        run("aggregate", 200, true);
        run("aggregate", 100, true);
        run("aggregate", 95, false);
        run("purge", 300, true);
        run("purge", 10, false);
        run("purge", 5, true);

        var rows = bed.sweep().toJson().getJsonObject("rows");

        assertThat(rows.getInteger("job_run")).isEqualTo(2);
        assertThat(bed.database.query("SELECT job FROM job_run ORDER BY finished_at"))
                .extracting(row -> row.get("job"))
                .containsExactly("aggregate", "aggregate", "purge", "purge");
    }

    private void run(String job, int daysAgo, boolean succeeded) {
        bed.database.execute("""
                INSERT INTO job_run (job, started_at, finished_at, succeeded, summary)
                VALUES (?, now() - make_interval(days => ?), now() - make_interval(days => ?), ?, '{}')""", job, daysAgo, daysAgo, succeeded);
    }

    @Test
    void aRehearsalCountsWhatTheRunThenRemoves() {
        for (var tenant : List.of(free, pro)) {
            bed.flush(tenant, 9, 4);
            bed.flush(tenant, 11, 8);
            bed.flush(tenant, 33, 8);
            for (var daysAgo : List.of(1, 4, 30, 60, 120)) {
                bed.database.query("SELECT ensure_event_partition(?)", RetentionBed.TODAY.minusDays(daysAgo));
                bed.cell("rollup_hour", tenant, noon(daysAgo));
            }
            bed.cell("rollup_minute", tenant, noon(1));
            bed.cell("rollup_minute", tenant, noon(4));
            for (var daysAgo : List.of(1, 402, 732)) {
                day(tenant, daysAgo);
                snapshot(tenant, "daily", daysAgo);
                snapshot(tenant, "hourly", daysAgo);
                bed.database.execute(
                        "INSERT INTO dimension_value (tenant_id, dimension, value, last_seen) VALUES (?, 'route', ?, ?)",
                        tenant,
                        "/" + daysAgo,
                        RetentionBed.TODAY.minusDays(daysAgo));
            }
            bed.cell("rollup_day", tenant, HOME.startOf(RetentionBed.TODAY.minusDays(800)));
            bed.database.execute(
                    "INSERT INTO arrival_id VALUES (?, gen_random_uuid(), now() - interval '3 days')", tenant);
        }
        bed.roll();
        bed.flush(free, 11, 2);
        run("aggregate", 200, true);
        run("aggregate", 100, true);

        var rehearsed = bed.rehearse().toJson();
        var snapshots = bed.count("snapshot", free) + bed.count("snapshot", pro);
        var run = bed.sweep().toJson();

        for (var what : List.of("rows", "partitionsDropped", "partitionsWaiting", "partitionsBackfilled", "failures")) {
            assertThat(rehearsed.getValue(what)).as(what).isEqualTo(run.getValue(what));
        }
        assertThat(run.getJsonObject("rows").getMap())
                .containsEntry("snapshot", 6L)
                .containsEntry("rollup_hour", 1L)
                .containsEntry("rollup_minute", 1L)
                .containsEntry("event", 8L);
        assertThat(snapshots - bed.count("snapshot", free) - bed.count("snapshot", pro))
                .isEqualTo(6);
    }

    private void snapshot(UUID tenant, String type, int daysAgo) {
        bed.database.execute("""
                INSERT INTO snapshot (tenant_id, type, starts_at, ends_at, events, requests, errors, client_errors,
                                      server_errors, duration_count, duration_sum, bytes_in, bytes_out, consumers,
                                      protocols, endpoints)
                SELECT ?, ?, t - interval '1 hour', t, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, '[]', '[]'
                  FROM (SELECT now() - make_interval(days => ?) AS t) AS at""", tenant, type, daysAgo);
    }

    /** With two tiers that keep hours for 40 and for 90 days. */
    @Test
    void daysAreMadeOfHoursBeforeEachTierLetsGoOfThem() {
        for (var tenant : List.of(free, pro)) {
            for (var daysAgo : List.of(45, 60, 95)) {
                bed.database.query("SELECT ensure_event_partition(?)", RetentionBed.TODAY.minusDays(daysAgo));
                bed.cell("rollup_hour", tenant, noon(daysAgo));
            }
            // Was made, and got an event since.
            var stale = RetentionBed.TODAY.minusDays(60);
            bed.database.execute(
                    "INSERT INTO aggregated_day (tenant_id, day, bucket) VALUES (?, ?, ?::timestamptz)",
                    tenant,
                    stale,
                    HOME.startOf(stale).toString());
            bed.database.execute("INSERT INTO stale_day VALUES (?, ?, 1)", tenant, stale);
        }

        assertThat(bed.sweep().failures().none()).isTrue();

        assertThat(days(free)).containsExactly(45, 60, 95);
        assertThat(days(pro)).containsExactly(95);
        assertThat(bed.count("stale_day", free)).isZero();
        assertThat(bed.count("stale_day", pro)).isEqualTo(1);
        assertThat(bed.count("rollup_hour", free)).isZero();
        assertThat(bed.database.number(
                        "SELECT count(*) FROM rollup_hour WHERE tenant_id = ? AND bucket >= hours_kept_from(?)",
                        pro,
                        pro))
                .isEqualTo(2);
    }

    /** How many days ago those began that have a row. */
    private List<Integer> days(UUID tenant) {
        return bed
                .database
                .query("SELECT bucket FROM rollup_day WHERE tenant_id = ? AND cube = 1 ORDER BY bucket DESC", tenant)
                .stream()
                .map(row -> ((Timestamp) row.get("bucket")).toInstant())
                .map(start -> Math.toIntExact(ChronoUnit.DAYS.between(HOME.dayOf(start), RetentionBed.TODAY)))
                .toList();
    }

    @Test
    void hoursOfWhichADayCannotBeMadeStay() {
        bed.database.query("SELECT ensure_event_partition(?)", RetentionBed.TODAY.minusDays(60));
        bed.cell("rollup_hour", free, noon(60));
        bed.database.execute("ALTER TABLE rollup_day ADD CONSTRAINT broken CHECK (tenant_id <> '%s')".formatted(free));

        var sweep = bed.sweep();

        assertThat(sweep.failures().toJson().encode()).contains("hours", free.toString());
        assertThat(bed.count("rollup_hour", free)).isEqualTo(1);
        assertThat(bed.database.number("SELECT count(*) FROM rollup_floor WHERE grain = 'hour' AND floor > 'epoch'"))
                .isZero();
    }

    @Test
    void aTenantThatFailsIsNamedAndTheOthersAreDone() {
        bed.flush(free, 20, 2);
        bed.roll();
        var odd = bed.tenant("pro");
        bed.database.execute("UPDATE tenant SET time_zone = 'Nowhere/At_All', slug = 'a' WHERE id = ?", odd);

        var sweep = bed.sweep();

        assertThat(sweep.failures().toJson().encode()).contains(odd.toString(), "Nowhere");
        assertThat(bed.count("event", free)).isZero();
    }
}
