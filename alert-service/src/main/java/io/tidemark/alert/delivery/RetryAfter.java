package io.tidemark.alert.delivery;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the header of that name (RFC 9110, 10.2.3): seconds or a date. */
final class RetryAfter {

    private RetryAfter() {}

    /**
     * Empty if there is none, or none that can be read; a date that has passed is no delay.
     *
     * @param longest the longest that is granted: whoever asks for more gets this
     */
    static Optional<Duration> parse(@Nullable String header, Instant now, Duration longest) {
        return read(header, now).map(asked -> asked.compareTo(longest) > 0 ? longest : asked);
    }

    private static Optional<Duration> read(@Nullable String header, Instant now) {
        if (header == null) {
            return Optional.empty();
        }
        var text = header.strip();
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            var until = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text));
            return Optional.of(until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
