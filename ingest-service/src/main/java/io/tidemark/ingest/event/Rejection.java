package io.tidemark.ingest.event;

import io.tidemark.events.FieldError;
import io.tidemark.platform.problem.Problem;
import io.tidemark.platform.problem.ProblemType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An event that was not taken.
 *
 * @param index position in the body, from 0
 * @param id as sent, if it could be read
 * @param problem what is wrong with it, field by field
 */
record Rejection(
        int index, @Schema(nullable = true) @Nullable String id, Problem problem) {

    static Rejection of(int index, @Nullable String id, List<FieldError> errors) {
        var violations = errors.stream()
                .map(error -> new Problem.Violation(error.field(), error.message()))
                .toList();
        return new Rejection(
                index,
                id,
                ProblemType.INVALID_EVENT.problem("See errors.", violations).at(EventResource.PATH));
    }
}
