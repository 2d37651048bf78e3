package io.tidemark.alert.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class TimingTest {

    private static final Duration WINDOW = Duration.ofMinutes(5);

    @Property
    void windowsOfWholeMinutesEndWithAWholeMinute(
            @ForAll String asked,
            @ForAll @IntRange(min = 1, max = 1440) int minutes,
            @ForAll @IntRange(max = 3600) int delay,
            @ForAll @LongRange(min = 1_700_000_000, max = 1_900_000_000) long now) {
        var timing = Timing.of(asked, WINDOW, Duration.ofMinutes(minutes), Duration.ofSeconds(delay));

        var slot = timing.slot(Instant.ofEpochSecond(now, 500));

        assertThat((slot.getEpochSecond() - delay) % 60).isZero();
        assertThat(slot).isBeforeOrEqualTo(Instant.ofEpochSecond(now, 500));
        assertThat(slot.plus(timing.every())).isAfter(Instant.ofEpochSecond(now, 500));
        assertThat(timing.slot(slot)).isEqualTo(slot);
        assertThat(timing.slot(slot.plus(timing.every()))).isEqualTo(slot.plus(timing.every()));
    }

    @Test
    void slotsOfLongIntervalsAreSpreadOverTheirMinutes() {
        var phases = new HashSet<Integer>();
        for (var i = 0; i < 200; i++) {
            phases.add(Timing.of("query " + i, WINDOW, Duration.ofMinutes(10), Duration.ZERO)
                    .phase());
        }
        assertThat(phases).containsExactlyInAnyOrder(0, 60, 120, 180, 240, 300, 360, 420, 480, 540);
    }

    @Test
    void theSameIsDueAtTheSameTimeAndOthersAreAPart() {
        var one = Timing.of("query", WINDOW, Duration.ofMinutes(1), Duration.ZERO);
        assertThat(Timing.of("query", WINDOW, Duration.ofMinutes(1), Duration.ZERO))
                .isEqualTo(one);
        assertThat(Timing.of("other", WINDOW, Duration.ofMinutes(1), Duration.ZERO)
                        .schedule())
                .isNotEqualTo(one.schedule());
        assertThat(Timing.of("query", WINDOW.plusMinutes(1), Duration.ofMinutes(1), Duration.ZERO)
                        .schedule())
                .isNotEqualTo(one.schedule());
        assertThat(Timing.of("query", WINDOW, Duration.ofMinutes(1), Duration.ofSeconds(1))
                        .schedule())
                .isNotEqualTo(one.schedule());
    }
}
