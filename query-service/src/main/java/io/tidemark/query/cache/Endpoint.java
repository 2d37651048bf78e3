package io.tidemark.query.cache;

import java.time.Duration;

/** What can be asked, and how long an answer is kept. */
public enum Endpoint {
    USAGE_SUMMARY("usage-summary", Duration.ofSeconds(60)),
    AGENT_ACTIVITY("agent-activity", Duration.ofSeconds(300)),
    TOKEN_TRENDS("token-trends", Duration.ofSeconds(300)),
    CREDENTIAL_ROTATIONS("credential-rotations", Duration.ofSeconds(300)),
    ENDPOINT_USAGE("endpoint-usage", Duration.ofSeconds(60));

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
