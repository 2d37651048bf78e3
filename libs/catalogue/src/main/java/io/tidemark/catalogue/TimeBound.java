package io.tidemark.catalogue;

import io.tidemark.events.Rfc3339;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;

/** An end of a range: an instant, or so long before now. */
public sealed interface TimeBound {

    /** The present instant. */
    TimeBound NOW = new Ago(Duration.ZERO);

    /** The first instant of the first year. */
    Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

    /** The last instant of the last year that can be written. */
    Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    /** A thousand years: no time before now may be longer. */
    Duration LONGEST = Duration.ofDays(365_000);

    /** The bound when it is now. */
    Instant at(Instant now);

    /** Whether a little more or less is as good. */
    boolean isRelative();

    /** An instant that means exactly that. */
    record Absolute(Instant instant) implements TimeBound {

        @Override
        public Instant at(Instant now) {
            return instant;
        }

        @Override
        public boolean isRelative() {
            return false;
        }
    }

    /** So long before now. */
    record Ago(Duration duration) implements TimeBound {

        @Override
        public Instant at(Instant now) {
            return now.minus(duration);
        }

        @Override
        public boolean isRelative() {
            return true;
        }
    }

    /**
     * Reads {@code now}, {@code now-15m} (s, m, h, d, w; a thousand years at most) or RFC 3339 (from the year 1 on).
     *
     * @throws QuestionException with the given field and code {@code INVALID_TIME}
     */
    static TimeBound parse(String field, String text) {
        if (text.equals("now")) {
            return NOW;
        }
        var relative = Syntax.RELATIVE.matcher(text);
        try {
            return relative.matches()
                    ? new Ago(Syntax.duration(Long.parseLong(relative.group(1)), relative.group(2)))
                    : new Absolute(Syntax.instant(text));
        } catch (DateTimeException e) {
            throw new QuestionException(field, "INVALID_TIME", "expected now, now-<n>(s|m|h|d|w) or RFC 3339");
        }
    }

    /** The relative notation. */
    final class Syntax {

        private static final Pattern RELATIVE = Pattern.compile("now-(\\d{1,9})([smhdw])");
        private static final int DAYS_OF_WEEK = 7;

        private Syntax() {}

        private static Instant instant(String text) {
            var instant = Rfc3339.parse(text);
            if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
                throw new DateTimeException("beyond the years that can be written");
            }
            return instant;
        }

        private static Duration duration(long amount, String unit) {
            var duration = ofUnits(amount, unit);
            if (duration.compareTo(LONGEST) > 0) {
                throw new DateTimeException("longer than there are years");
            }
            return duration;
        }

        private static Duration ofUnits(long amount, String unit) {
            return switch (unit) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                default -> Duration.ofDays(amount * DAYS_OF_WEEK);
            };
        }
    }
}
