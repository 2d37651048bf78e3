package io.tidemark.query.export;

import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The length of the buckets of exported metrics, all within one home day. */
enum Granularity {
    MINUTE,
    HOUR,
    DAY;

    /**
     * The granularity that a request asks for; minutes if for none.
     *
     * @throws ProblemException 400 {@code INVALID_GRANULARITY} if there is no such granularity
     */
    static Granularity parse(@Nullable String name) {
        return switch (name) {
            case null -> MINUTE;
            case "minute" -> MINUTE;
            case "hour" -> HOUR;
            case "day" -> DAY;
            default ->
                throw ProblemException.invalid(
                        ProblemType.INVALID_GRANULARITY, "granularity", "must be minute, hour or day");
        };
    }

    /** The same selection of whole buckets. */
    Selection widen(Selection selection) {
        var calendar = new HomeCalendar(selection.tenant().timeZone());
        var first = starts(calendar.dayOf(selection.from()), calendar).stream()
                .filter(start -> !start.isAfter(selection.from()))
                .reduce(selection.from(), (earlier, later) -> later);
        var lastDay = calendar.dayOf(selection.to());
        var end = Stream.concat(starts(lastDay, calendar).stream(), Stream.of(calendar.endOf(lastDay)))
                .filter(start -> !start.isBefore(selection.to()))
                .findFirst()
                .orElse(selection.to());
        return new Selection(
                selection.tenant(), selection.teams(), selection.filters(), selection.granularity(), first, end);
    }

    /** Where the buckets of the day begin. Hours are counted from its start, so that clock changes leave none out. */
    List<Instant> starts(LocalDate day, HomeCalendar calendar) {
        var start = calendar.startOf(day);
        var end = calendar.endOf(day);
        return switch (this) {
            case MINUTE -> starts(start, end, Duration.ofMinutes(1));
            case HOUR -> starts(start, end, Duration.ofHours(1));
            case DAY -> List.of(start);
        };
    }

    private static List<Instant> starts(Instant start, Instant end, Duration width) {
        return Stream.iterate(start, at -> at.isBefore(end), at -> at.plus(width))
                .toList();
    }
}
