package io.tidemark.query.range;

import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which ranges a question may be asked about, and what an absent bound means: {@code to} is today, {@code from} is
 * {@value #DEFAULT_DAYS} days before {@code to}.
 *
 * @param today the last day that can be asked about
 * @param earliest the first day that can be asked about
 * @param longest the most days that {@code to} may be after {@code from}
 */
public record DateRangeRule(LocalDate today, LocalDate earliest, int longest) {

    private static final int DEFAULT_DAYS = 30;
    private static final Pattern FORMAT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    /** Any past, as far as it is kept. */
    public DateRangeRule(LocalDate today, int longest) {
        this(today, LocalDate.MIN, longest);
    }

    /**
     * The range that a request asks for.
     *
     * @throws ProblemException 400 {@code INVALID_DATE_RANGE} that names each wrong bound
     */
    public DateRange parse(@Nullable String from, @Nullable String to) {
        var errors = new ArrayList<Problem.Violation>();
        var first = parse("from", from, errors);
        var last = parse("to", to, errors);
        if (!errors.isEmpty()) {
            throw invalid(errors);
        }
        var end = last == null ? today : last;
        var start = first == null ? latest(end.minusDays(DEFAULT_DAYS), earliest) : first;
        check(start, end);
        return new DateRange(start, end);
    }

    private void check(LocalDate from, LocalDate to) {
        if (to.isAfter(today)) {
            throw invalid("to", "must not be after today, " + today);
        }
        if (from.isAfter(to)) {
            throw invalid("from", "must not be after to, " + to);
        }
        if (ChronoUnit.DAYS.between(from, to) > longest) {
            throw invalid("from", "must be at most %d days before to, %s".formatted(longest, to));
        }
        if (from.isBefore(earliest)) {
            throw invalid("from", "must not be before %s: older events are not kept".formatted(earliest));
        }
    }

    private static LocalDate latest(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? other : one;
    }

    private static @Nullable LocalDate parse(String field, @Nullable String text, List<Problem.Violation> errors) {
        if (text == null) {
            return null;
        }
        try {
            if (FORMAT.matcher(text).matches()) {
                return LocalDate.parse(text);
            }
        } catch (DateTimeParseException e) {
            // A date that no calendar has, such as February 30th.
        }
        errors.add(new Problem.Violation(field, "must be a date of the form YYYY-MM-DD"));
        return null;
    }

    private static ProblemException invalid(String field, String message) {
        return ProblemException.invalid(ProblemType.INVALID_DATE_RANGE, field, message);
    }

    private static ProblemException invalid(List<Problem.Violation> errors) {
        return ProblemException.of(ProblemType.INVALID_DATE_RANGE.problem("See errors.", errors));
    }
}
