package io.tidemark.platform.problem;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Every problem that Tidemark can answer with. The name is the {@code code}, and the last segment of the type URI. */
public enum ProblemType {
    INVALID_REQUEST(400, "The request is not valid", "The request cannot be understood."),
    MALFORMED_BODY(400, "The body cannot be read", "The body is not the JSON expected."),
    INVALID_EVENT(400, "The event is not valid"),
    INVALID_DATE_RANGE(400, "The date range is not valid"),
    INVALID_GRANULARITY(400, "The granularity is not known"),
    INVALID_CURSOR(400, "The cursor is not valid"),
    UNAUTHORIZED(401, "Authentication is required"),
    FORBIDDEN(403, "The credential does not permit this", "This takes another role, scope or tenant."),
    ANALYTICS_NOT_AVAILABLE(403, "Analytics are not part of the tenant's tier"),
    QUOTA_EXCEEDED(403, "The tenant may have no more of these"),
    NOT_FOUND(404, "There is nothing here", "No resource has this path."),
    AGENT_NOT_FOUND(404, "There is no such agent"),
    TENANT_NOT_FOUND(404, "There is no such tenant"),
    API_KEY_NOT_FOUND(404, "There is no such API key"),
    QUERY_NOT_FOUND(404, "There is no such query"),
    ALERT_NOT_FOUND(404, "There is no such alert rule"),
    ALERT_EVENT_NOT_FOUND(404, "There is no such event of the log"),
    SILENCE_NOT_FOUND(404, "There is no such silence"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here", "Use a method that Allow names."),
    NOT_ACCEPTABLE(
            406,
            "None of the accepted media types can be produced",
            "Accept another media type, such as application/json."),
    CONFLICT(409, "The request conflicts with the present state"),
    PRECONDITION_FAILED(412, "The resource has changed meanwhile"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    TOO_MANY_EVENTS(413, "The batch has too many events"),
    UNSUPPORTED_MEDIA_TYPE(
            415, "The media type is not supported", "Send the body as another media type, such as application/json."),
    RANGE_NOT_KEPT(422, "The range reaches back beyond what is kept"),
    PRECONDITION_REQUIRED(428, "The request must be conditional"),
    RATE_LIMITED(429, "The rate limit is reached"),
    INTERNAL_ERROR(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "The service is not available at the moment"),
    OVERLOADED(503, "The service has too much to do at the moment");

    private final int status;
    private final String title;
    private final String usualDetail;

    ProblemType(int status, String title) {
        this(status, title, title + ".");
    }

    ProblemType(int status, String title, String usualDetail) {
        this.status = status;
        this.title = title;
        this.usualDetail = usualDetail;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Where nothing more is known of this occurrence than its type. */
    public Problem problem() {
        return problem(usualDetail);
    }

    public Problem problem(String detail) {
        return problem(detail, List.of());
    }

    public Problem problem(String detail, List<Problem.Violation> errors) {
        return new Problem(uri(), title, status, detail, null, name(), errors, null);
    }

    /** The type that stands for a bare status code: the first one declared with it. */
    static Optional<ProblemType> ofStatus(int status) {
        return Arrays.stream(values()).filter(type -> type.status == status).findFirst();
    }

    private URI uri() {
        return URI.create("/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
}
