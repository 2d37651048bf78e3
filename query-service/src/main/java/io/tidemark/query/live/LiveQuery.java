package io.tidemark.query.live;

import io.tidemark.catalogue.TimeBound;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.Criteria;
import io.tidemark.query.filter.FilterParameters;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is watched.
 *
 * @param criteria of a window that ends now
 * @param interval how often it is told
 */
record LiveQuery(Criteria criteria, Duration interval) {

    static final String INTERVAL = "interval";
    static final String WINDOW = "window";

    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(60);
    private static final Duration USUAL_WINDOW = Duration.ofHours(1);
    private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(30);
    private static final BigInteger MOST_SECONDS = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger FEWEST_SECONDS = MOST_SECONDS.negate();
    private static final Pattern SECONDS = Pattern.compile("-?[0-9]+");

    /**
     * What a request asks for. An interval out of bounds is brought within.
     *
     * @throws ProblemException 400 if it is no duration, or the window is out of bounds
     */
    static LiveQuery parse(Inquiry inquiry) {
        var interval = duration(INTERVAL, inquiry.parameter(INTERVAL), USUAL_INTERVAL);
        var window = duration(WINDOW, inquiry.parameter(WINDOW), USUAL_WINDOW);
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw ProblemException.invalid(WINDOW, "must be from %s to %s".formatted(SHORTEST_WINDOW, LONGEST_WINDOW));
        }
        var criteria = new Criteria(new TimeBound.Ago(window), TimeBound.NOW, FilterParameters.parse(inquiry.lists()));
        return new LiveQuery(criteria, clamped(interval));
    }

    /** When to tell next: all who watch at the same interval are told at the same moments. */
    Instant dueAfter(Instant now) {
        var millis = interval.toMillis();
        return Instant.ofEpochMilli((now.toEpochMilli() / millis + 1) * millis);
    }

    private static Duration clamped(Duration interval) {
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            return SHORTEST_INTERVAL;
        }
        return interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : interval;
    }

    private static Duration duration(String name, @Nullable String text, Duration otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            return SECONDS.matcher(text).matches() ? seconds(text) : Duration.parse(text);
        } catch (DateTimeException | ArithmeticException e) {
            throw ProblemException.invalid(name, "must be a duration, such as PT5S, or a number of seconds");
        }
    }

    /** Far out of all bounds if there are too many digits. */
    private static Duration seconds(String text) {
        return Duration.ofSeconds(
                new BigInteger(text).max(FEWEST_SECONDS).min(MOST_SECONDS).longValueExact());
    }
}
