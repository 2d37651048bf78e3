package io.tidemark.query.adoption;

import io.tidemark.catalogue.plan.Range;
import io.tidemark.platform.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** How far back is looked. */
enum Window {
    DAY("1d", 1),
    WEEK("7d", 7),
    MONTH("30d", 30),
    QUARTER("90d", 90),
    /** As far as counts by day are kept. */
    ALL("all", 0);

    private final String label;
    private final int days;

    Window(String label, int days) {
        this.label = label;
        this.days = days;
    }

    /** @throws ProblemException 400 if there is none such */
    static Window parse(@Nullable String text) {
        return text == null
                ? MONTH
                : Arrays.stream(values())
                        .filter(window -> window.label.equals(text))
                        .findFirst()
                        .orElseThrow(
                                () -> ProblemException.invalid("window", "must be one of 1d, 7d, 30d, 90d and all"));
    }

    String label() {
        return label;
    }

    /** @param kept how long counts by day are kept */
    Range until(Instant now, Duration kept) {
        return Range.about(now.minus(this == ALL ? kept : Duration.ofDays(days)), now);
    }
}
