package io.tidemark.query.openapi;

/** Problems that any operation may answer with. */
enum ProblemResponse {
    BAD_REQUEST("400", "BadRequest", "A parameter or the body is not valid; errors names each wrong field.", false),
    UNAUTHORIZED("401", "Unauthorized", "There is no credential, or it is not valid.", false),
    FORBIDDEN("403", "Forbidden", "The credential or the tier of the tenant does not permit this.", false),
    NOT_FOUND("404", "NotFound", "There is nothing here, or nothing that the caller may see.", false),
    RATE_LIMITED("429", "RateLimited", "The rate limit is reached.", true),
    INTERNAL_ERROR("500", "InternalError", "Something went wrong on our side.", false),
    UNAVAILABLE("503", "Unavailable", "A part of the service is away.", true);

    private final String status;
    private final String component;
    private final String description;
    private final boolean temporary;

    ProblemResponse(String status, String component, String description, boolean temporary) {
        this.status = status;
        this.component = component;
        this.description = description;
        this.temporary = temporary;
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

    /** Whether it goes away by itself, and {@code Retry-After} says when. */
    boolean isTemporary() {
        return temporary;
    }
}
