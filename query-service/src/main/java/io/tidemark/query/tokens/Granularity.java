package io.tidemark.query.tokens;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import org.jspecify.annotations.Nullable;

/** What a point of a trend stands for, named by its first day. */
enum Granularity {
    @JsonProperty("day")
    DAY("day") {
        @Override
        LocalDate startOf(LocalDate day) {
            return day;
        }
    },

    /** The week of ISO 8601: it begins on Monday, be that before the range. */
    @JsonProperty("week")
    WEEK("day - (extract(isodow FROM day)::integer - 1)") {
        @Override
        LocalDate startOf(LocalDate day) {
            return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        }
    };

    private final String sql;

    Granularity(String sql) {
        this.sql = sql;
    }

    /** The first day of the period that holds the day. */
    abstract LocalDate startOf(LocalDate day);

    /** The same, of the column {@code day}. */
    String sql() {
        return sql;
    }

    /** @throws ProblemException 400 {@code INVALID_GRANULARITY} unless absent, {@code day} or {@code week} */
    static Granularity parse(@Nullable String text) {
        return switch (text) {
            case null -> DAY;
            case "day" -> DAY;
            case "week" -> WEEK;
            default ->
                throw ProblemException.invalid(ProblemType.INVALID_GRANULARITY, "granularity", "must be day or week");
        };
    }
}
