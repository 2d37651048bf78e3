package io.tidemark.platform.version;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/** The version of an entity, counted from 1. Its ETag is the number in quotes. */
public record Version(long number) {

    /** The strong entity tag, quotes included. */
    public String etag() {
        return "\"" + number + "\"";
    }

    /**
     * The version that an update expects.
     *
     * @throws ProblemException 428 without the header; 412 if it can be no version of ours
     */
    public static Version expected(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemException.of(
                    ProblemType.PRECONDITION_REQUIRED,
                    "Send the entity's ETag as If-Match, so that no change is lost.");
        }
        var tag = ifMatch.strip();
        if (!tag.matches("\"\\d{1,18}\"")) {
            throw mismatch();
        }
        return new Version(Long.parseLong(tag.substring(1, tag.length() - 1)));
    }

    /** The entity was changed by somebody else in the meantime. */
    public static ProblemException mismatch() {
        return ProblemException.of(
                ProblemType.PRECONDITION_FAILED, "The entity has changed since: get it again and repeat the update.");
    }
}
