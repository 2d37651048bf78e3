package io.tidemark.query.cache;

import java.time.Instant;

/**
 * An answer to one of several questions, or why there is none.
 */
public sealed interface Given {

    /**
     * An answer.
     *
     * @param asOf a moment that it is not older than
     * @param kept whether it was given before
     */
    record Body(Instant asOf, String tag, String text, boolean kept) implements Given {

        static Body of(Answer answer, boolean kept) {
            return new Body(answer.asOf(), answer.tag(), answer.body(), kept);
        }
    }

    /** No answer. */
    record Failure(Throwable cause) implements Given {}
}
