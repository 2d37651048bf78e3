package io.tidemark.alert.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalogue.plan.BucketWidth;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {

    private static final Instant END = Instant.parse("2026-04-10T10:07:00Z");

    @ParameterizedTest
    @CsvSource({"PT1M,1m", "PT5M,1m", "PT24M,1m", "PT25M,5m", "PT26M,1m", "PT1H,5m", "PT2H,15m", "PT5H,1h", "P7D,1h"})
    void itIsAWholeNumberOfBuckets(Duration length, String width) {
        var window = Window.endingAt(END, length);
        assertThat(window.length()).isEqualTo(length);
        assertThat(window.width().label()).isEqualTo(width);
        assertThat(length.toSeconds() % window.width().about().toSeconds()).isZero();
    }

    @Test
    void theOneBeforeEndsWhereItBegins() {
        var window = Window.endingAt(END, Duration.ofMinutes(5));
        assertThat(window.previous().to()).isEqualTo(window.from());
        assertThat(window.previous().length()).isEqualTo(window.length());
    }

    @Test
    void earlierWeeksAreTheSameHoursOfTheClock() {
        var window = Window.endingAt(END, Duration.ofMinutes(5));
        var summer = window.hoursBefore(1, ZoneId.of("Europe/Paris"));
        var winter = window.hoursBefore(2, ZoneId.of("Europe/Paris"));

        assertThat(summer.from()).isEqualTo("2026-04-03T10:00:00Z");
        assertThat(summer.to()).isEqualTo("2026-04-03T11:00:00Z");
        // Clocks went forward on 29 March: noon in Paris was an hour later before.
        assertThat(winter.from()).isEqualTo("2026-03-27T11:00:00Z");
        assertThat(winter.width()).isEqualTo(BucketWidth.HOUR);
        assertThat(Window.endingAt(END, Duration.ofMinutes(10))
                        .hoursBefore(1, ZoneId.of("UTC"))
                        .length())
                .isEqualTo(Duration.ofHours(2));
    }
}
