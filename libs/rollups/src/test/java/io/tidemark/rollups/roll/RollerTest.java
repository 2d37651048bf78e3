package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.cell.PackedRows;
import io.tidemark.rollups.roll.RollOutcome.Busy;
import io.tidemark.rollups.roll.RollOutcome.Rolled;
import io.vertx.mutiny.sqlclient.Pool;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RollerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended('tidemark.roll:' || ?::uuid, 0))";

    private static RollupDatabase bed;
    private static Pool pool;
    private static Roller roller;
    private static DayMaker days;

    private Home home;

    @BeforeAll
    static void start() {
        bed = new RollupDatabase();
        pool = bed.pool("tidemark_ingest");
        roller = new Roller(pool, PATIENCE);
        days = new DayMaker(bed.pool("tidemark_job"), PATIENCE);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @BeforeEach
    void aTenant() {
        bed.resetFloors();
        home = bed.home("UTC");
    }

    @Test
    void nothingToDoIsSaid() {
        assertThat(roll(100)).isEqualTo(new Rolled(0, 0, false));
    }

    @Test
    void theOldestBatchesGoFirstAndNoneIsCut() {
        var batches = Stream.of(3, 3, 3)
                .map(count -> bed.flush(home, requests(count, "2026-04-10T12:00:00Z")))
                .toList();

        assertThat(roll(4)).extracting(Rolled::events, Rolled::more).containsExactly(6L, true);
        assertThat(bed.waiting(home)).containsExactly(batches.get(2));
        assertThat(roll(4)).extracting(Rolled::events, Rolled::more).containsExactly(3L, false);
        assertThat(total(Grain.MINUTE)).isEqualTo(9);
    }

    @Test
    void aBatchLargerThanAStepIsOneStep() {
        bed.flush(home, requests(5, "2026-04-10T12:00:00Z"));

        assertThat(roll(1)).extracting(Rolled::events, Rolled::more).containsExactly(5L, false);
    }

    @Test
    void ofTwoRollersAtOnceOneIsBusyAndNothingIsCountedTwice() throws SQLException {
        bed.flush(home, requests(2, "2026-04-10T12:00:00Z"));
        try (var other = bed.database.connectAs("tidemark_ingest");
                var lock = other.prepareStatement(LOCK)) {
            other.setAutoCommit(false);
            lock.setObject(1, home.tenant());
            lock.execute();

            assertThat(tryRoll()).isEqualTo(new Busy());
            assertThat(bed.waiting(home)).hasSize(1);
            other.rollback();
        }
        assertThat(tryRoll()).isInstanceOf(Rolled.class);
        assertThat(total(Grain.HOUR)).isEqualTo(2);
    }

    @Test
    void manyRollersAndFlushesAtOnceCountEveryEventOnce() {
        var rollers = IntStream.range(0, 4)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> {
                            for (var n = 0; n < 25; n++) {
                                bed.flush(home, requests(3, "2026-04-10T12:00:00Z"));
                                var _ = roller.tryRoll(home, 5).await().atMost(PATIENCE);
                            }
                        },
                        Thread::startVirtualThread))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(rollers).join();
        while (roll(50).more()) {
            assertThat(bed.waiting(home)).isNotEmpty();
        }

        assertThat(total(Grain.MINUTE)).isEqualTo(300);
        assertThat(total(Grain.HOUR)).isEqualTo(300);
        assertThat(bed.waiting(home)).isEmpty();
    }

    /** The statements of a step, and the connection that breaks after each of them. */
    @Test
    void aRollerThatDiesInTheMiddleHasDoneNothing() {
        var repository = new RollRepository();
        bed.flush(home, requests(7, "2026-04-10T12:00:00Z"));
        for (var last = 0; last < 3; last++) {
            var connection = pool.getConnection().await().atMost(PATIENCE);
            connection.begin().await().atMost(PATIENCE);
            assertThat(new TenantLock(PATIENCE)
                            .tryTake(connection, home.tenant())
                            .await()
                            .atMost(PATIENCE))
                    .isTrue();
            var taken = repository
                    .take(connection, home, 100)
                    .await()
                    .atMost(PATIENCE)
                    .orElseThrow();
            if (last > 0) {
                repository.roll(connection, home, taken).await().atMost(PATIENCE);
            }
            if (last > 1) {
                repository
                        .markStale(connection, home, List.of(LocalDate.parse("2026-04-10")), taken.newest())
                        .await()
                        .atMost(PATIENCE);
            }
            var pid = connection
                    .query("SELECT pg_backend_pid() AS pid")
                    .execute()
                    .await()
                    .atMost(PATIENCE)
                    .iterator()
                    .next()
                    .getInteger("pid");
            bed.database.query("SELECT pg_terminate_backend(?, 5000)", pid);

            assertThat(total(Grain.MINUTE)).isZero();
            assertThat(bed.waiting(home)).hasSize(1);
        }
        assertThat(roll(100).events()).isEqualTo(7);
        assertThat(total(Grain.MINUTE)).isEqualTo(7);
    }

    @Test
    void aLateEventMarksItsDayStaleAndNoOther() {
        bed.flush(home, requests(1, "2026-04-09T12:00:00Z", "2026-04-10T12:00:00Z", "2026-04-11T12:00:00Z"));
        roll(100);
        make("2026-04-09");
        make("2026-04-11");

        bed.flush(home, requests(1, "2026-04-09T23:59:59.999999Z", "2026-04-10T12:00:00Z", "2026-04-12T00:00:00Z"));
        roll(100);

        assertThat(bed.staleDays(home.tenant())).containsExactly("2026-04-09");
        assertThat(make("2026-04-09")).isEqualTo(new MadeDay(1, 2, 15));
        assertThat(bed.staleDays(home.tenant())).isEmpty();
    }

    @Test
    void bucketsBelowTheirFloorAreLeftOut() {
        bed.flush(home, requests(1, "2026-04-01T12:59:00Z", "2026-04-05T12:00:00Z", "2026-04-10T12:30:00Z"));
        bed.floor(Grain.MINUTE, Instant.parse("2026-04-10T12:30:00Z"));
        bed.floor(Grain.HOUR, Instant.parse("2026-04-05T12:00:00Z"));

        assertThat(roll(100).events()).isEqualTo(3);

        assertThat(total(Grain.MINUTE)).isEqualTo(1);
        assertThat(total(Grain.HOUR)).isEqualTo(2);
    }

    @Test
    void aDayWhoseHoursAreGoneIsNotMadeAgainAndGetsWhatComesLate() {
        bed.flush(home, requests(4, "2026-04-09T12:00:00Z"));
        roll(100);
        make("2026-04-09");
        var kept = bed.stored(home, Grain.DAY);
        bed.floor(Grain.HOUR, Instant.parse("2026-04-09T00:00:01Z"));
        bed.database.execute("DELETE FROM rollup_hour WHERE tenant_id = ?", home.tenant());

        assertThatThrownBy(() -> make("2026-04-09"))
                .isInstanceOf(HoursGoneException.class)
                .hasMessage("2026-04-09 cannot be made again: hours are kept from 2026-04-09T00:00:01Z on");
        assertThat(bed.stored(home, Grain.DAY)).isEqualTo(kept);
        bed.flush(home, requests(1, "2026-04-09T00:00:00Z", "2026-04-09T12:00:00Z", "2026-04-10T00:00:00Z"));
        roll(100);

        assertThat(bed.staleDays(home.tenant())).isEmpty();
        assertThat(total(Grain.DAY)).isEqualTo(6);
        assertThat(total(Grain.HOUR)).isEqualTo(2);
    }

    /** What is added to days from events is what would be made of hours. */
    @Test
    void backfilledDaysAreWhatHoursWouldHaveMadeOfThem() {
        for (var zone : List.of("UTC", "Europe/Paris", "Australia/Lord_Howe")) {
            home = bed.home(zone);
            var other = bed.home(zone);
            var times = new String[] {
                "2025-03-29T23:30:00Z", "2025-03-30T01:30:00Z", "2025-03-30T21:59:59Z", "2025-04-05T15:00:00Z"
            };
            bed.resetFloors();
            bed.flush(other, requests(3, times));
            roller.roll(other, 100).await().atMost(PATIENCE);
            Stream.of(times)
                    .map(time -> other.calendar().dayOf(Instant.parse(time)))
                    .distinct()
                    .forEach(day -> days.make(other, day).await().atMost(PATIENCE));
            bed.floor(Grain.HOUR, Instant.parse("2026-01-01T00:00:00Z"));

            bed.flush(home, requests(2, times));
            roll(100);
            bed.flush(home, requests(1, times));
            roll(100);

            assertThat(bed.stored(home, Grain.DAY)).as(zone).isEqualTo(bed.stored(other, Grain.DAY));
            assertThat(aggregated(home)).as(zone).isEqualTo(aggregated(other));
            assertThat(bed.stored(home, Grain.HOUR)).isEmpty();
        }
    }

    @Test
    void daysBelowTheFloorOfDaysAreLeftOut() {
        bed.floor(Grain.HOUR, Instant.parse("2026-01-01T00:00:00Z"));
        bed.floor(Grain.DAY, Instant.parse("2025-01-02T00:00:00Z"));
        bed.flush(home, requests(1, "2025-01-01T12:00:00Z", "2025-01-02T12:00:00Z"));

        assertThat(roll(100).events()).isEqualTo(2);
        assertThat(total(Grain.DAY)).isEqualTo(1);
    }

    @Test
    void whatIsAddedToOldDaysIsMerged() {
        var cubes = (long) Cube.values().length;
        bed.floor(Grain.HOUR, Instant.parse("2026-01-01T00:00:00Z"));
        for (var n = 0; n < 5; n++) {
            bed.flush(home, requests(2, "2025-04-09T12:00:00Z"));
            roll(100);
        }
        var before = bed.stored(home, Grain.DAY);
        assertThat(rows("rollup_day")).isEqualTo(5 * cubes);

        assertThat(days.mergeOld(home).await().atMost(PATIENCE)).isTrue();

        assertThat(rows("rollup_day")).isEqualTo(cubes);
        assertThat(bed.stored(home, Grain.DAY)).isEqualTo(before);
        assertThat(days.mergeOld(home).await().atMost(PATIENCE)).isFalse();
    }

    private long rows(String table) {
        return bed.database.number("SELECT count(*) FROM " + table + " WHERE tenant_id = ?", home.tenant());
    }

    private static List<Map<String, Object>> aggregated(Home home) {
        return bed.database.query(
                "SELECT day, bucket FROM aggregated_day WHERE tenant_id = ? ORDER BY day", home.tenant());
    }

    /**
     * Looked at after every eight steps, and once more after a merge. The bucket is over, so the first eight become its
     * final row; those that follow are merged when there are those of sixteen steps.
     */
    @Test
    void packedRowsAreMergedAsTheyGather() {
        for (var n = 0; n < 48; n++) {
            bed.flush(home, requests(1, "2026-04-09T12:00:00Z"));
            roll(100);
            merge(false);
        }

        assertThat(packedRows("2026-04-09T12:00:00Z", Grain.HOUR)).isEqualTo(1 + 2 + 6);
        assertThat(packedRows("2026-04-09T12:00:00Z", Grain.MINUTE)).isEqualTo(1 + 2 + 6);
        assertThat(total(Grain.HOUR)).isEqualTo(48);
    }

    @Test
    void afterAMergeMoreMayBeDueUnlessThereWasNothing() {
        for (var n = 0; n < 8; n++) {
            bed.flush(home, requests(1, "2026-04-09T12:00:00Z"));
            roll(100);
        }

        assertThat(merge(true)).isFalse();
        assertThat(merge(false)).isTrue();
        assertThat(merge(true)).isFalse();
        assertThat(merge(false)).isFalse();
    }

    /** A merge of many cells adds many full rows, which to merge again would gain nothing. */
    @Test
    void rowsThatOneTransactionAddedCountAsOne() {
        var bucket = Instant.parse("2026-04-09T12:00:00Z");
        bed.flush(home, requests(1, bucket.toString()));
        roll(100);
        copyHours(20);

        mergeUnfinished(bucket);
        assertThat(packedRows(bucket.toString(), Grain.HOUR)).isEqualTo(21);

        for (var n = 2; n < 16; n++) {
            bed.flush(home, requests(1, bucket.toString()));
            roll(100);
        }
        mergeUnfinished(bucket);
        assertThat(packedRows(bucket.toString(), Grain.HOUR)).isEqualTo(1);
        assertThat(total(Grain.HOUR)).isEqualTo(21 + 14);
    }

    private void copyHours(int times) {
        var columns = "tenant_id, cube, bucket, level, cells, " + PackedRows.COLUMNS;
        bed.database.execute(
                "INSERT INTO rollup_hour (" + columns + ") SELECT " + columns
                        + " FROM rollup_hour CROSS JOIN generate_series(1, ?) WHERE tenant_id = ?",
                times,
                home.tenant());
    }

    private void mergeUnfinished(Instant hour) {
        roller.merge(home, Grain.HOUR, hour, hour.plus(Duration.ofHours(1)), hour)
                .await()
                .atMost(PATIENCE);
    }

    private boolean merge(boolean busy) {
        return roller.merge(home, busy).await().atMost(PATIENCE);
    }

    private long packedRows(String bucket, Grain grain) {
        return bed.database.number(
                "SELECT count(*) FROM " + grain.table()
                        + " WHERE tenant_id = ? AND cube = 1 AND bucket = ?::timestamptz",
                home.tenant(),
                bucket);
    }

    @Test
    void aDayThatTheZoneSkippedIsMadeOfNothing() {
        home = bed.home("Pacific/Apia");
        bed.flush(home, requests(1, "2011-12-30T09:59:59Z", "2011-12-30T10:00:00Z"));
        roll(100);

        assertThat(make("2011-12-29").events()).isEqualTo(1);
        assertThat(make("2011-12-30")).isEqualTo(new MadeDay(0, 0, 0));
        assertThat(make("2011-12-31").events()).isEqualTo(1);
        assertThat(bed.database.query(
                        "SELECT date::text AS date, count FROM analytics_daily_aggregates WHERE tenant_id = ? ORDER BY 1",
                        home.tenant()))
                .containsExactly(Map.of("date", "2011-12-29", "count", 1L), Map.of("date", "2011-12-31", "count", 1L));
    }

    private Rolled roll(int events) {
        return roller.roll(home, events).await().atMost(PATIENCE);
    }

    private RollOutcome tryRoll() {
        return roller.tryRoll(home, 100).await().atMost(PATIENCE);
    }

    private MadeDay make(String day) {
        return days.make(home, LocalDate.parse(day)).await().atMost(PATIENCE);
    }

    private long total(Grain grain) {
        return bed.database.number(
                "SELECT coalesce(sum(n), 0) FROM " + grain.table()
                        + ", unnest(events) AS n WHERE tenant_id = ? AND cube = ?",
                home.tenant(),
                Cube.TOTAL.id());
    }

    private static List<Happening> requests(int count, String... times) {
        var events = new ArrayList<Happening>();
        for (var time : times) {
            for (var n = 0; n < count; n++) {
                events.add(new Happening(Instant.parse(time), "request", Map.of("status", 200)));
            }
        }
        return events;
    }
}
