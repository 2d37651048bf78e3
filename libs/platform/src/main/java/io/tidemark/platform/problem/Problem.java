package io.tidemark.platform.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem, as it goes over the wire.
 *
 * @param detail what was wrong with this request
 * @param instance the path of the request; filled in by the mappers
 * @param code the name of the {@link ProblemType}
 * @param errors which fields are wrong, and how
 * @param earliestFrom with {@code RANGE_NOT_KEPT}: where a range may begin that is still kept
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        URI type,
        String title,
        int status,
        String detail,
        @Nullable String instance,
        String code,
        List<Violation> errors,
        @Nullable Instant earliestFrom) {

    public static final String MEDIA_TYPE = "application/problem+json";

    private static final URI BLANK = URI.create("about:blank");

    public Problem {
        errors = List.copyOf(errors);
    }

    /** The problem of a status that the framework chose; one without a type of its own is explained by itself. */
    static Problem ofStatus(Response.StatusType status) {
        return ProblemType.ofStatus(status.getStatusCode())
                .map(ProblemType::problem)
                .orElseGet(() -> new Problem(
                        BLANK,
                        status.getReasonPhrase(),
                        status.getStatusCode(),
                        "The request was refused: %s.".formatted(status.getReasonPhrase()),
                        null,
                        code(status),
                        List.of(),
                        null));
    }

    /** The same problem, met at this path. */
    public Problem at(String path) {
        return new Problem(type, title, status, detail, path, code, errors, earliestFrom);
    }

    Problem keptFrom(Instant earliest) {
        return new Problem(type, title, status, detail, instance, code, errors, earliest);
    }

    private static String code(Response.StatusType status) {
        return status.getReasonPhrase().toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", "_");
    }

    /** One input that was wrong, named by its path or parameter. */
    public record Violation(String field, String message) {}
}
