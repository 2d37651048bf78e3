package io.tidemark.events;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kind of error an event is: what it says itself, else what its status or the name of its error means. */
public final class ErrorCategory {

    private static final String CLIENT = "client_error";
    private static final String SERVER = "server_error";
    private static final String NETWORK = "network_error";
    private static final String TIMEOUT = "timeout_error";
    private static final String RATE_LIMIT = "rate_limit_error";
    private static final String OTHER = "other";

    /** Status codes of gRPC and error codes of GraphQL servers, whose HTTP status is 200. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("CANCELLED", CLIENT),
            Map.entry("INVALID_ARGUMENT", CLIENT),
            Map.entry("NOT_FOUND", CLIENT),
            Map.entry("ALREADY_EXISTS", CLIENT),
            Map.entry("PERMISSION_DENIED", CLIENT),
            Map.entry("UNAUTHENTICATED", CLIENT),
            Map.entry("FAILED_PRECONDITION", CLIENT),
            Map.entry("OUT_OF_RANGE", CLIENT),
            Map.entry("DEADLINE_EXCEEDED", TIMEOUT),
            Map.entry("RESOURCE_EXHAUSTED", RATE_LIMIT),
            Map.entry("UNAVAILABLE", NETWORK),
            Map.entry("UNKNOWN", SERVER),
            Map.entry("ABORTED", SERVER),
            Map.entry("UNIMPLEMENTED", SERVER),
            Map.entry("INTERNAL", SERVER),
            Map.entry("DATA_LOSS", SERVER),
            Map.entry("GRAPHQL_PARSE_FAILED", CLIENT),
            Map.entry("GRAPHQL_VALIDATION_FAILED", CLIENT),
            Map.entry("BAD_USER_INPUT", CLIENT),
            Map.entry("BAD_REQUEST", CLIENT),
            Map.entry("FORBIDDEN", CLIENT),
            Map.entry("PERSISTED_QUERY_NOT_FOUND", CLIENT),
            Map.entry("INTERNAL_SERVER_ERROR", SERVER));

    private ErrorCategory() {}

    /**
     * The category of an event that is an error.
     *
     * @param own what the sender says
     * @param type the name of the error
     */
    public static String of(@Nullable String own, @Nullable Integer status, @Nullable String type) {
        if (own != null) {
            return own;
        }
        var byStatus = status == null ? OTHER : ofStatus(status);
        // An error that was sent without a name has one all the same, which is not gRPC's UNKNOWN.
        return byStatus.equals(OTHER) && type != null && !type.equals(Failure.UNKNOWN)
                ? NAMES.getOrDefault(type.toUpperCase(Locale.ROOT), OTHER)
                : byStatus;
    }

    private static String ofStatus(int status) {
        return switch (status) {
            case 408, 504 -> TIMEOUT;
            case 429 -> RATE_LIMIT;
            // Nobody answered, or nobody was there any more to be answered.
            case 0, 499 -> NETWORK;
            default -> {
                if (status >= 400 && status < 500) {
                    yield CLIENT;
                }
                yield status >= 500 && status < 600 ? SERVER : OTHER;
            }
        };
    }
}
