package io.tidemark.catalogue.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BucketTest {

    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<String> ZONES = List.of(
            "UTC",
            "America/New_York",
            "Asia/Kolkata",
            "Australia/Lord_Howe",
            "America/St_Johns",
            "Pacific/Apia",
            "Africa/Casablanca",
            "Pacific/Chatham");

    @ParameterizedTest
    @CsvSource({
        "PT1H, 1m",
        "PT1H0.001S, 5m",
        "PT6H, 5m",
        "PT6H1S, 15m",
        "PT24H, 15m",
        "PT24H1S, 1h",
        "P7D, 1h",
        "P7DT1S, 1d",
        "P365D, 1d"
    })
    void theWidthFollowsTheRange(Duration range, String label) {
        assertThat(BucketWidth.automatic(range).label()).isEqualTo(label);
    }

    @Test
    void daysAreAsLongAsTheClocksMakeThem() {
        var days = Bucket.of(BucketWidth.DAY, NEW_YORK);

        assertThat(lengths(days, "2026-03-07T05:00:00Z", "2026-03-10T04:00:00Z"))
                .containsExactly(24L, 23L, 24L);
        assertThat(lengths(days, "2026-10-31T04:00:00Z", "2026-11-03T05:00:00Z"))
                .containsExactly(24L, 25L, 24L);
    }

    @Test
    void sixHoursFollowTheClockOnTheWall() {
        var quarters = Bucket.of(BucketWidth.SIX_HOURS, NEW_YORK);

        assertThat(lengths(quarters, "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z"))
                .containsExactly(5L, 6L, 6L, 6L);
        assertThat(lengths(quarters, "2026-11-01T04:00:00Z", "2026-11-02T05:00:00Z"))
                .containsExactly(7L, 6L, 6L, 6L);
    }

    @Test
    void anHourThatOccursTwiceIsTwoBuckets() {
        assertThat(lengths(Bucket.of(BucketWidth.HOUR, NEW_YORK), "2026-11-01T04:00:00Z", "2026-11-01T08:00:00Z"))
                .containsExactly(1L, 1L, 1L, 1L);
    }

    @Test
    void hoursOfKolkataBeginAtHalfPast() {
        var hours = Bucket.of(BucketWidth.HOUR, ZoneId.of("Asia/Kolkata"));

        assertThat(hours.startOf(Instant.parse("2026-11-21T10:29:59Z"))).isEqualTo("2026-11-21T09:30:00Z");
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        var zone = ZoneId.of("Europe/Paris");
        var sunday = Instant.parse("2026-11-22T12:00:00Z");

        assertThat(Bucket.of(BucketWidth.WEEK, zone).startOf(sunday)).isEqualTo("2026-11-15T23:00:00Z");
        assertThat(Bucket.of(BucketWidth.MONTH, zone).startOf(sunday)).isEqualTo("2026-10-31T23:00:00Z");
    }

    @Test
    void anchoredBucketsEndAtTheirAnchor() {
        var anchor = Instant.parse("2026-11-21T10:07:23.5Z");
        var starts = Bucket.endingAt(anchor, BucketWidth.MINUTE)
                .starts(anchor.minusSeconds(300), anchor)
                .orElseThrow();

        assertThat(starts).hasSize(5).first().isEqualTo(anchor.minusSeconds(300));
        assertThat(starts).last().isEqualTo(anchor.minusSeconds(60));
    }

    @Test
    void thereAreNoStartsOfMoreBucketsThanAnybodyCanLookAt() {
        var minutes = Bucket.of(BucketWidth.MINUTE, ZoneId.of("UTC"));
        var from = Instant.parse("2026-11-21T10:00:00Z");
        var most = from.plus(Duration.ofMinutes(Bucket.MAX_BUCKETS));

        assertThat(minutes.starts(from, most)).get().asInstanceOf(LIST).hasSize(Bucket.MAX_BUCKETS);
        assertThat(minutes.starts(from.minusNanos(1000), most)).isEmpty();
    }

    /** Whatever a zone does with its clocks: every instant is in exactly one bucket. */
    @Property(tries = 3000)
    void bucketsFollowOneAnother(
            @ForAll BucketWidth width,
            @ForAll @LongRange(min = 1_262_304_000L, max = 2_000_000_000L) long second,
            @ForAll int choice) {
        var bucket = Bucket.of(width, ZoneId.of(ZONES.get(Math.floorMod(choice, ZONES.size()))));
        var instant = Instant.ofEpochSecond(second);
        var start = bucket.startOf(instant);
        var next = bucket.next(start);

        assertThat(start).isBeforeOrEqualTo(instant);
        assertThat(next).isAfter(instant);
        assertThat(bucket.startOf(start)).isEqualTo(start);
        assertThat(bucket.startOf(next)).isEqualTo(next);
        assertThat(bucket.startOf(next.minusNanos(1000))).isEqualTo(start);
    }

    private static List<Long> lengths(Bucket bucket, String from, String to) {
        var starts = bucket.starts(Instant.parse(from), Instant.parse(to)).orElseThrow();
        return IntStream.range(0, starts.size())
                .mapToObj(i -> Duration.between(starts.get(i), bucket.next(starts.get(i)))
                        .toHours())
                .toList();
    }
}
