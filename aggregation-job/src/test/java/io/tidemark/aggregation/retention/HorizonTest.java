package io.tidemark.aggregation.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class HorizonTest {

    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    private static final Kept KEPT = Kept.days(30, 7, 90, 730);

    private record Kept(Duration rawRetention, Duration minuteRetention, Duration hourRetention, Duration dayRetention)
            implements TierRetentions.Kept {

        static Kept days(int raw, int minute, int hour, int day) {
            return new Kept(Duration.ofDays(raw), Duration.ofDays(minute), Duration.ofDays(hour), Duration.ofDays(day));
        }
    }

    @Test
    void theFarthestHorizonIsThatOfTheLongestTierForEachGrain() {
        var farthest = Horizon.farthest(
                List.of(Horizon.of(Kept.days(30, 1, 90, 10), NOW), Horizon.of(Kept.days(3, 7, 9, 730), NOW)));

        assertThat(farthest).isEqualTo(Horizon.of(Kept.days(30, 7, 90, 730), NOW));
    }

    @Test
    void aDailyPartitionIsOverOneDayAfterItsLastInstantMayGo() {
        var farthest = Horizon.of(KEPT, NOW);

        assertThat(isOver(PartitionedTable.EVENT, "2026-10-20", farthest)).isTrue();
        assertThat(isOver(PartitionedTable.EVENT, "2026-10-21", farthest)).isFalse();
        assertThat(isOver(PartitionedTable.ROLLUP_MINUTE, "2026-11-12", farthest))
                .isTrue();
        assertThat(isOver(PartitionedTable.ROLLUP_MINUTE, "2026-11-13", farthest))
                .isFalse();
    }

    @Test
    void aMonthlyPartitionIsOverOneDayAfterItsLastInstantMayGo() {
        var firstDay = "2026-08-01";
        var lastMoment = Instant.parse("2026-11-30T23:59:59Z");

        assertThat(isOver(PartitionedTable.ROLLUP_HOUR, firstDay, Horizon.of(KEPT, lastMoment)))
                .isFalse();
        assertThat(isOver(PartitionedTable.ROLLUP_HOUR, firstDay, Horizon.of(KEPT, lastMoment.plusSeconds(1))))
                .isTrue();
    }

    @Test
    void aRetentionOfLessThanADayIsRefusedAsAMistake() {
        assertThatThrownBy(() -> Horizon.of(Kept.days(30, 7, 0, 730), NOW))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PT0S");
    }

    private static boolean isOver(PartitionedTable table, String firstDay, Horizon farthest) {
        return new Partition(table, "", LocalDate.parse(firstDay), 0).isOver(farthest);
    }
}
