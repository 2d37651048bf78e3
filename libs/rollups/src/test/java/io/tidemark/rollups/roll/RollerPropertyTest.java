package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.Grain;
import io.tidemark.rollups.roll.RollOutcome.Rolled;
import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever the events, zones and steps, each grain of each cube says what a count event by event says. */
class RollerPropertyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RollupDatabase bed;
    private static final Merging MERGING = new Merging(new RollRepository());

    private static Pool ingest;
    private static Roller roller;
    private static DayMaker days;

    @BeforeContainer
    static void start() {
        bed = new RollupDatabase();
        ingest = bed.pool("tidemark_ingest");
        roller = new Roller(ingest, PATIENCE);
        days = new DayMaker(bed.pool("tidemark_job"), PATIENCE);
    }

    @AfterContainer
    static void stop() {
        bed.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void rollupsAreTheEventsOfTheBatchesThatNoLongerWait(
            @ForAll("zones") String zone,
            @ForAll("flushes") List<List<Happening>> flushes,
            @ForAll @IntRange(min = 1, max = 30) int step,
            @ForAll("instants") Instant now) {
        var home = bed.home(zone);
        var batches = new HashMap<Long, List<Happening>>();
        flushes.forEach(events -> batches.put(bed.flush(home, events), events));

        Rolled rolled;
        do {
            rolled = roller.roll(home, step).await().atMost(PATIENCE);
            check(home, batches);
            merge(home, now);
            check(home, batches);
        } while (rolled.more());
        assertThat(bed.waiting(home)).isEmpty();

        var all = flushes.stream().flatMap(List::stream).toList();
        all.stream()
                .map(event -> home.calendar().dayOf(event.time()))
                .distinct()
                .forEach(day -> days.make(home, day).await().atMost(PATIENCE));
        assertThat(bed.stored(home, Grain.DAY)).isEqualTo(Recount.of(all, home, Grain.DAY));
        forget(home);
    }

    private static void check(Home home, Map<Long, List<Happening>> batches) {
        var waiting = bed.waiting(home);
        var events = new ArrayList<Happening>();
        batches.forEach((batch, happenings) -> {
            if (!waiting.contains(batch)) {
                events.addAll(happenings);
            }
        });
        assertThat(bed.stored(home, Grain.MINUTE)).isEqualTo(Recount.of(events, home, Grain.MINUTE));
        assertThat(bed.stored(home, Grain.HOUR)).isEqualTo(Recount.of(events, home, Grain.HOUR));
    }

    /** Some buckets are over then, and some are not. */
    private static void merge(Home home, Instant now) {
        var all = new Span(now.minus(1_000, ChronoUnit.DAYS), now.plus(1_000, ChronoUnit.DAYS));
        ingest.withTransaction(tx -> MERGING.merge(tx, home, all, now)).await().atMost(PATIENCE);
    }

    private static void forget(Home home) {
        for (var table : List.of("rollup_minute", "rollup_hour", "rollup_day", "event")) {
            bed.database.execute("DELETE FROM " + table + " WHERE tenant_id = ?", home.tenant());
        }
    }

    @Provide
    Arbitrary<Instant> instants() {
        return Arbitraries.integers().between(0, 250).map(days -> Instant.parse("2026-03-28T12:00:00Z")
                .plus(days, ChronoUnit.DAYS));
    }

    @Provide
    Arbitrary<String> zones() {
        return Arbitraries.of(
                "UTC",
                "Europe/Paris",
                "America/New_York",
                "America/St_Johns",
                "Asia/Kolkata",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Apia");
    }

    /** Around days on which clocks are put forward or back somewhere, often at the edge of a minute, hour or day. */
    @Provide
    Arbitrary<List<List<Happening>>> flushes() {
        var base = Arbitraries.of("2026-03-28T00:00:00Z", "2026-04-04T12:00:00Z", "2026-11-01T00:00:00Z")
                .map(Instant::parse);
        return base.flatMap(start -> {
            var minutes = Arbitraries.oneOf(
                    Arbitraries.integers().between(0, 3 * 24 * 60),
                    Arbitraries.integers().between(0, 3 * 48).map(halfHours -> halfHours * 30));
            Arbitrary<Long> micros = Arbitraries.of(0L, 1L, 59_999_999L, -1L);
            var times = Combinators.combine(minutes, micros)
                    .as((minute, micro) ->
                            start.plus(minute, ChronoUnit.MINUTES).plus(micro, ChronoUnit.MICROS));
            return Happening.at(times).list().ofMinSize(1).ofMaxSize(15).list().ofMaxSize(6);
        });
    }
}
