package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.ingest.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OldDaysTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");

    private final OldDays days = new OldDays(NOON.minus(Duration.ofDays(30)), 10);

    @Test
    void soManyOldDaysAreAdmittedWhateverTheNumberOfTheirEvents() {
        assertThat(IntStream.range(0, 24).filter(i -> admits(31 + i / 2)).count())
                .isEqualTo(20);
        assertThat(admits(31)).isTrue();
        assertThat(admits(60)).isFalse();
    }

    @Test
    void daysThatAreKeptDoNotCount() {
        assertThat(IntStream.range(0, 30).allMatch(this::admits)).isTrue();
        assertThat(IntStream.range(31, 41).allMatch(this::admits)).isTrue();
        assertThat(days.refusal()).singleElement().extracting("field").isEqualTo("time");
    }

    private boolean admits(int daysAgo) {
        return days.admit(TestEvents.timed("e", NOON.minus(Duration.ofDays(daysAgo))));
    }
}
