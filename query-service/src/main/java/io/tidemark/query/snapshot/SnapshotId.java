package io.tidemark.query.snapshot;

import com.fasterxml.jackson.annotation.JsonValue;
import io.tidemark.platform.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Names a snapshot by what it is of, such as {@code daily:2026-03-30T00:00:00Z}. */
record SnapshotId(SnapshotType type, Instant from) {

    /**
     * The snapshot that a request names.
     *
     * @throws ProblemException 400 that names the parameter if it is none
     */
    static SnapshotId parse(String parameter, @Nullable String text) {
        var colon = text == null ? -1 : text.indexOf(':');
        if (text != null && colon > 0) {
            try {
                var from = Instant.parse(text.substring(colon + 1));
                var type = SnapshotType.find(text.substring(0, colon));
                if (type.isPresent()) {
                    return new SnapshotId(type.get(), from);
                }
            } catch (DateTimeParseException e) {
                // Answered like an unknown type.
            }
        }
        throw ProblemException.invalid(parameter, "must be the id of a snapshot, such as daily:2026-03-30T00:00:00Z");
    }

    @JsonValue
    @Override
    public String toString() {
        return type.code() + ":" + from;
    }
}
