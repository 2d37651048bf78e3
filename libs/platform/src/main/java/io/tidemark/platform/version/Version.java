package io.tidemark.platform.version;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;

/** The version of an entity, counted from 1. Its ETag is the number in quotes. */
public record Version(long number) {

    /** The strong entity tag, quotes included. */
    public String etag() {
        return "\"" + number + "\"";
    }

    /** The entity was changed by somebody else in the meantime. */
    public static ProblemException mismatch() {
        return ProblemException.of(
                ProblemType.PRECONDITION_FAILED, "The entity has changed since: get it again and repeat the update.");
    }
}
