package io.tidemark.quickstart.demo;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One invented event.
 *
 * @param exchange the request and its response; none for what an agent does to its credentials
 * @param failure what went wrong, if anything that is more than a status
 */
record DemoEvent(
        UUID id,
        String type,
        Instant time,
        Agent agent,
        @Nullable Exchange exchange,
        @Nullable Failure failure) {

    static final String REQUEST = "request";
    static final String TOKEN_ISSUANCE = "token_issuance";
    static final String TOKEN_FAILURE = "token_failure";
    static final String CREDENTIAL_ROTATION = "credential_rotation";

    /** A request and its response, and who sat in front of it. */
    record Exchange(Route route, String path, int status, Timing timing, int bytesIn, Visit visit) {}

    record Timing(double totalMs, double backendMs) {}

    record Visit(Person person, String userAgent, @Nullable String referrer) {}

    record Failure(String type, String message, String category) {}
}
