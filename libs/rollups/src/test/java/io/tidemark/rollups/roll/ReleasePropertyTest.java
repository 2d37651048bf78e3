package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.Grain;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever is late, made, let go of and deleted in whatever order: a day that begins before the first hour that is kept is
 * complete as a day, and any other one that is not stale is what its hours are.
 */
class ReleasePropertyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LocalDate FIRST = LocalDate.parse("2026-03-27");
    private static final int DAYS = 6;

    private static RollupDatabase bed;
    private static Pool job;
    private static Roller roller;
    private static DayMaker days;

    /** What happens next: events come, are rolled up, a day is made, hours are let go of up to an hour of the span. */
    private record Step(What what, List<Happening> events, int hour) {}

    private enum What {
        FLUSH,
        ROLL,
        MAKE,
        RELEASE
    }

    @BeforeContainer
    static void start() {
        bed = new RollupDatabase();
        job = bed.pool("tidemark_job");
        roller = new Roller(bed.pool("tidemark_ingest"), PATIENCE);
        days = new DayMaker(job, PATIENCE);
    }

    @AfterContainer
    static void stop() {
        bed.close();
    }

    @Property(tries = 30, shrinking = ShrinkingMode.OFF)
    void daysAreTheirEvents(@ForAll("zones") String zone, @ForAll("steps") List<Step> steps) {
        var home = bed.home(zone);
        var batches = new HashMap<Long, List<Happening>>();
        for (var step : steps) {
            switch (step.what()) {
                case FLUSH -> batches.put(bed.flush(home, step.events()), step.events());
                case ROLL -> roller.roll(home, 1_000).await().atMost(PATIENCE);
                case MAKE -> make(home, home.calendar().dayOf(instant(step.hour())));
                case RELEASE -> release(home, instant(step.hour()));
            }
            check(home, rolledUp(home, batches));
        }
    }

    private static void make(Home home, LocalDate day) {
        days.make(home, day)
                .onFailure(HoursGoneException.class)
                .recoverWithNull()
                .await()
                .atMost(PATIENCE);
    }

    /** Retention deletes what is let go of. */
    private static void release(Home home, Instant floor) {
        days.release(home, floor).await().atMost(PATIENCE);
        bed.database.execute(
                "DELETE FROM rollup_hour WHERE tenant_id = ? AND bucket < hours_kept_from(?)",
                home.tenant(),
                home.tenant());
    }

    private static List<Happening> rolledUp(Home home, Map<Long, List<Happening>> batches) {
        var waiting = bed.waiting(home);
        var events = new ArrayList<Happening>();
        batches.forEach((batch, happenings) -> {
            if (!waiting.contains(batch)) {
                events.addAll(happenings);
            }
        });
        return events;
    }

    private static void check(Home home, List<Happening> events) {
        var floor = days.hourFloor(home).await().atMost(PATIENCE);
        var stale = bed.staleDays(home.tenant());
        var aggregated = bed
                .database
                .query("SELECT day::text AS day FROM aggregated_day WHERE tenant_id = ?", home.tenant())
                .stream()
                .map(row -> row.get("day"))
                .toList();
        var recounted = Recount.of(events, home, Grain.DAY);
        var stored = bed.stored(home, Grain.DAY);
        for (var day = FIRST.minusDays(1); !day.isAfter(FIRST.plusDays(DAYS + 1)); day = day.plusDays(1)) {
            var start = home.calendar().startOf(day);
            var upToDate = aggregated.contains(day.toString()) && !stale.contains(day.toString());
            if (start.isBefore(floor) || upToDate) {
                assertThat(at(stored, start)).as("day %s", day).isEqualTo(at(recounted, start));
            }
        }
        var hours = new HashMap<>(Recount.of(events, home, Grain.HOUR));
        hours.keySet().removeIf(cell -> cell.bucket().isBefore(floor));
        assertThat(bed.stored(home, Grain.HOUR)).isEqualTo(hours);
    }

    private static Map<Cell, Amounts> at(Map<Cell, Amounts> cells, Instant bucket) {
        var found = new HashMap<>(cells);
        found.keySet().removeIf(cell -> !cell.bucket().equals(bucket));
        return found;
    }

    private static Instant instant(int hour) {
        return FIRST.atStartOfDay(ZoneOffset.UTC).toInstant().plus(hour, ChronoUnit.HOURS);
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of("UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe");
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var hours = Arbitraries.integers().between(0, DAYS * 24);
        var times = hours.map(ReleasePropertyTest::instant);
        var flushes =
                Happening.at(times).list().ofMinSize(1).ofMaxSize(6).map(events -> new Step(What.FLUSH, events, 0));
        var others = hours.flatMap(hour -> Arbitraries.of(What.ROLL, What.ROLL, What.MAKE, What.MAKE, What.RELEASE)
                .map(what -> new Step(what, List.of(), hour)));
        return Arbitraries.oneOf(flushes, others).list().ofMinSize(6).ofMaxSize(25);
    }
}
