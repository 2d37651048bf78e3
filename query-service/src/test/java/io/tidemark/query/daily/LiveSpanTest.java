package io.tidemark.query.daily;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.HomeCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LiveSpanTest {

    @Test
    void neighbouringDaysAreReadTogether() {
        var spans = spans("UTC", "2026-03-01", "2026-03-02", "2026-03-04", "2026-03-06", "2026-03-07");

        assertThat(spans)
                .extracting(LiveSpan::days)
                .containsExactly(
                        days("2026-03-01", "2026-03-02"), days("2026-03-04"), days("2026-03-06", "2026-03-07"));
    }

    @Test
    void nothingIsReadForNoDays() {
        assertThat(spans("UTC")).isEmpty();
    }

    @Test
    void aUtcDayIsOnePartition() {
        var day = spans("UTC", "2026-03-01").getFirst();

        assertThat(day.firstUtcDay()).isEqualTo(day.lastUtcDay()).isEqualTo("2026-03-01");
    }

    @Test
    void aDayElsewhereLiesInTwoPartitions() {
        var day = spans("Asia/Kolkata", "2026-03-01").getFirst();

        assertThat(day.start()).isEqualTo(Instant.parse("2026-02-28T18:30:00Z"));
        assertThat(day.firstUtcDay()).isEqualTo("2026-02-28");
        assertThat(day.lastUtcDay()).isEqualTo("2026-03-01");
    }

    @Test
    void aDayThatTheZoneSkippedIsEmpty() {
        var day = spans("Pacific/Apia", "2011-12-30").getFirst();

        assertThat(day.start()).isEqualTo(day.end());
        assertThat(day.firstUtcDay()).isEqualTo(day.lastUtcDay());
    }

    private static List<LiveSpan> spans(String zone, String... days) {
        return LiveSpan.covering(new TreeSet<>(days(days)), new HomeCalendar(ZoneId.of(zone)));
    }

    private static List<LocalDate> days(String... days) {
        return Arrays.stream(days).map(LocalDate::parse).toList();
    }
}
