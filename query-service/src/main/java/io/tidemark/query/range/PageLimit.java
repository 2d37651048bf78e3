package io.tidemark.query.range;

import io.tidemark.platform.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** How many items a page holds. */
public final class PageLimit {

    public static final int MOST = 1000;

    private PageLimit() {}

    /**
     * The limit that a request asks for.
     *
     * @throws ProblemException 400 unless absent or a number from 1 to {@value #MOST}
     */
    public static int parse(@Nullable String text, int otherwise) {
        if (text == null) {
            return otherwise;
        }
        try {
            var limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Answered like a number out of bounds.
        }
        throw ProblemException.invalid("limit", "must be a number from 1 to " + MOST);
    }
}
