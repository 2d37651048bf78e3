package io.tidemark.query.cache;

import java.time.Duration;

/** What can be asked, and how long an answer is kept. */
public enum Endpoint {
    USAGE_SUMMARY("usage-summary", Duration.ofMinutes(1)),
    AGENT_ACTIVITY("agent-activity", Duration.ofMinutes(5)),
    TOKEN_TRENDS("token-trends", Duration.ofMinutes(5)),
    CREDENTIAL_ROTATIONS("credential-rotations", Duration.ofMinutes(5)),
    ENDPOINT_USAGE("endpoint-usage", Duration.ofMinutes(1));

    private final String label;
    private final Duration timeToLive;

    Endpoint(String label, Duration timeToLive) {
        this.label = label;
        this.timeToLive = timeToLive;
    }

    /** The last segment of the path, also the name in cache keys and metrics. */
    String label() {
        return label;
    }

    Duration timeToLive() {
        return timeToLive;
    }
}
