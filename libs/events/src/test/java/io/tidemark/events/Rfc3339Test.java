package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Rfc3339Test {

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T09:30:00Z,                  2026-11-20T09:30:00Z",
        "2026-11-20t09:30:00z,                  2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00+01:00,             2026-11-20T08:30:00Z",
        "2026-11-20T09:30:00-00:30,             2026-11-20T10:00:00Z",
        "2026-11-20T00:30:00+14:00,             2026-11-19T10:30:00Z",
        "2026-11-20T23:30:00-23:59,             2026-11-21T23:29:00Z",
        "2026-11-20T09:30:00-00:00,             2026-11-20T09:30:00Z",
        "2026-11-20T09:30:00.5Z,                2026-11-20T09:30:00.5Z",
        "2026-11-20T09:30:00.123456789Z,        2026-11-20T09:30:00.123456Z",
        "2026-11-20T09:30:00.0000009+00:00,     2026-11-20T09:30:00Z",
        "2026-11-20T23:59:59.99999999999999Z,   2026-11-20T23:59:59.999999Z",
        "2024-02-29T00:00:00Z,                  2024-02-29T00:00:00Z",
        "1969-12-31T23:59:59.999999Z,           1969-12-31T23:59:59.999999Z",
        "0000-01-01T00:00:00Z,                  0000-01-01T00:00:00Z",
    })
    void timesOfAnyOffsetAreReadToTheMicrosecond(String text, Instant expected) {
        assertThat(Rfc3339.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-20",
                "2026-11-20T09:30Z",
                "2026-11-20T09:30:00",
                "2026-11-20 09:30:00Z",
                "2026-11-20T09:30:00.Z",
                "2026-11-20T09:30:00,5Z",
                "2026-11-20T09:30:00.5",
                "2026-11-20T09:30:00ZZ",
                "2026-11-20T09:30:00+0100",
                "2026-11-20T09:30:00+01",
                "2026-11-20T09:30:00*01:00",
                "2026-11-20T09:30:00+24:00",
                "2026-11-20T09:30:00+01:60",
                "2026-11-20T24:00:00Z",
                "2026-11-20T09:60:00Z",
                "2026-11-20T09:30:61Z",
                "2026-02-30T00:00:00Z",
                "2025-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "+2026-11-20T09:30:00Z",
                "12026-11-20T09:30:00Z",
                "2026-1-20T09:30:00Z ",
                "２０２６-11-20T09:30:00Z",
                "1763631000",
            })
    void whatIsNoTimeIsRefused(String text) {
        assertThatThrownBy(() -> Rfc3339.parse(text)).isInstanceOf(DateTimeException.class);
    }

    @Test
    void leapSecondsAreRefusedByName() {
        assertThatThrownBy(() -> Rfc3339.parse("2016-12-31T23:59:60Z")).hasMessageContaining("leap second");
    }

    @Property
    void whatTheJdkWritesIsReadAlike(
            @ForAll @LongRange(min = -62_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nano,
            @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes) {
        var instant = Instant.ofEpochSecond(second, nano);
        var time = OffsetDateTime.ofInstant(instant, ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
        var text = DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);

        assertThat(Rfc3339.parse(text)).isEqualTo(instant.truncatedTo(ChronoUnit.MICROS));
    }
}
