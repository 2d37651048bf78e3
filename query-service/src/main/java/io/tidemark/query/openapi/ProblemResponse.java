package io.tidemark.query.openapi;

import java.util.Map;

/** Problems that any operation may answer with. */
enum ProblemResponse {
    BAD_REQUEST("400", "BadRequest", "A parameter or the body is not valid; errors names each wrong field."),
    UNAUTHORIZED("401", "Unauthorized", "There is no credential, or it is not valid.", "WWW-Authenticate", "Bearer"),
    FORBIDDEN("403", "Forbidden", "The credential or the tier of the tenant does not permit this."),
    NOT_FOUND("404", "NotFound", "There is nothing here, or nothing that the caller may see."),
    RATE_LIMITED("429", "RateLimited", "The rate limit is reached.", "Retry-After", "Seconds to wait."),
    INTERNAL_ERROR("500", "InternalError", "Something went wrong on our side."),
    UNAVAILABLE("503", "Unavailable", "A part of the service is away.", "Retry-After", "Seconds to wait.");

    private final String status;
    private final String component;
    private final String description;
    private final Map<String, String> headers;

    ProblemResponse(String status, String component, String description) {
        this(status, component, description, Map.of());
    }

    ProblemResponse(String status, String component, String description, String header, String meaning) {
        this(status, component, description, Map.of(header, meaning));
    }

    ProblemResponse(String status, String component, String description, Map<String, String> headers) {
        this.status = status;
        this.component = component;
        this.description = description;
        this.headers = headers;
    }

    String status() {
        return status;
    }

    String component() {
        return component;
    }

    String description() {
        return description;
    }

    Map<String, String> headers() {
        return headers;
    }
}
