package io.tidemark.catalogue;

import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;

/** Which earlier range an answer is compared with. */
public sealed interface Compare {

    /** A thousand years. */
    int MOST_MONTHS = 12_000;

    /** The range of the same length just before. */
    record PreviousPeriod() implements Compare {}

    /** So much earlier, by the calendar: at the same time of the day. */
    record Earlier(Period period) implements Compare {}

    /** So much earlier, exactly. */
    record Before(Duration duration) implements Compare {}

    /**
     * Reads {@code previous-period}, {@code previous-week} or an ISO 8601 duration such as {@code P1M} or {@code PT24H}.
     *
     * @throws QuestionException with field {@code compare} and code {@code INVALID_COMPARE}
     */
    static Compare parse(String text) {
        return switch (text) {
            case "previous-period" -> new PreviousPeriod();
            case "previous-week" -> new Earlier(Period.ofWeeks(1));
            default -> ofLength(text);
        };
    }

    private static Compare ofLength(String text) {
        try {
            if (text.contains("T")) {
                var duration = Duration.parse(text);
                require(duration.isPositive() && duration.compareTo(TimeBound.LONGEST) <= 0);
                return new Before(duration);
            }
            var period = Period.parse(text);
            require(period.getYears() >= 0 && period.getMonths() >= 0 && period.getDays() >= 0 && !period.isZero());
            require(period.toTotalMonths() <= MOST_MONTHS && period.getDays() <= TimeBound.LONGEST.toDays());
            return new Earlier(period);
        } catch (DateTimeParseException e) {
            throw invalid();
        }
    }

    private static void require(boolean positive) {
        if (!positive) {
            throw invalid();
        }
    }

    private static QuestionException invalid() {
        return new QuestionException(
                "compare", "INVALID_COMPARE", "expected previous-period, previous-week or an ISO 8601 duration");
    }
}
