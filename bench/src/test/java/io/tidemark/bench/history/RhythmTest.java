package io.tidemark.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.RawEvent;
import java.time.Instant;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RhythmTest {

    private static final Instant FRIDAY = Instant.parse("2026-11-20T00:00:00Z");
    private static final Instant MONDAY = Instant.parse("2026-11-23T00:00:00Z");

    @Test
    void everyEventHasItsMinute() {
        var rhythm = new Rhythm(FRIDAY, MONDAY, 12_345);

        assertThat(rhythm.minutes()).isEqualTo(3 * 1_440);
        assertThat(rhythm.before(0)).isZero();
        assertThat(rhythm.before(rhythm.minutes())).isEqualTo(12_345);
    }

    @Test
    void nightsAndWeekendsAreQuiet() {
        var rhythm = new Rhythm(FRIDAY, MONDAY, 1_000_000);

        assertThat(between(rhythm, 13, 15)).isGreaterThan(4 * between(rhythm, 1, 3));
        assertThat(between(rhythm, 0, 24)).isBetween(499_000L, 501_000L);
        assertThat(between(rhythm, 24, 48)).isBetween(249_000L, 251_000L);
    }

    @Test
    void spanHasTheEventsOfItsMinutesInOrderAndAlwaysTheSame() {
        var span = new Span(new Rhythm(FRIDAY, MONDAY, 100_000), 60, 120, new World(), 7);

        var times = StreamSupport.stream(span.spliterator(), false)
                .map(event -> Instant.parse(event.time))
                .toList();

        assertThat(times).hasSize((int) span.events()).isSorted();
        assertThat(times.getFirst()).isAfterOrEqualTo(FRIDAY.plusSeconds(3_600));
        assertThat(times.getLast()).isBefore(FRIDAY.plusSeconds(7_200));
        assertThat(span).extracting(event -> event.id).containsExactlyElementsOf(ids(span));
    }

    private static Iterable<String> ids(Span span) {
        return StreamSupport.stream(span.spliterator(), false)
                .map((RawEvent event) -> event.id)
                .toList();
    }

    private static long between(Rhythm rhythm, int fromHour, int toHour) {
        return rhythm.before(60 * toHour) - rhythm.before(60 * fromHour);
    }
}
