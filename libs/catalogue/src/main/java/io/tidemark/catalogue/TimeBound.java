package io.tidemark.catalogue;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.regex.Pattern;

/** An end of a range: an instant, or so long before now. */
public sealed interface TimeBound {

    /** The present instant. */
    TimeBound NOW = new Ago(Duration.ZERO);

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
     * Reads {@code now}, {@code now-15m} (s, m, h, d, w) or RFC 3339.
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
                    : new Absolute(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException | ArithmeticException e) {
            throw new QuestionException(field, "INVALID_TIME", "expected now, now-<n>(s|m|h|d|w) or RFC 3339");
        }
    }

    /** The relative notation. */
    final class Syntax {

        private static final Pattern RELATIVE = Pattern.compile("now-(\\d{1,9})([smhdw])");
        private static final int DAYS_OF_WEEK = 7;

        private Syntax() {}

        private static Duration duration(long amount, String unit) {
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
