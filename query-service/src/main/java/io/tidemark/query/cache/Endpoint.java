package io.tidemark.query.cache;

import java.time.Duration;

/** What can be asked, and how long an answer is kept. */
public enum Endpoint {
    USAGE_SUMMARY("usage-summary", Duration.ofMinutes(1)),
    AGENT_ACTIVITY("agent-activity", Duration.ofMinutes(5)),
    TOKEN_TRENDS("token-trends", Duration.ofMinutes(5)),
    CREDENTIAL_ROTATIONS("credential-rotations", Duration.ofMinutes(5)),
    ENDPOINT_USAGE("endpoint-usage", Duration.ofMinutes(1)),
    OVERVIEW("overview", Duration.ofSeconds(2)),
    STREAM("stream", Duration.ofSeconds(1)),
    REQUESTS("requests", Duration.ofSeconds(3)),
    LATENCY("latency", Duration.ofSeconds(3)),
    ERRORS("errors", Duration.ofSeconds(3)),
    ENDPOINTS("endpoints", Duration.ofSeconds(3)),
    PROTOCOLS("protocols", Duration.ofSeconds(3)),
    CLIENTS("clients", Duration.ofSeconds(3)),
    TRAFFIC_PATTERNS("traffic-patterns", Duration.ofSeconds(10)),
    QUERY("_query", Duration.ofMinutes(1)),
    ENDPOINT_COVERAGE("endpoint-coverage", Duration.ofSeconds(10)),
    FEATURE_ADOPTION("feature-adoption", Duration.ofSeconds(10)),
    DIMENSION_VALUES("dimension-values", Duration.ofSeconds(10));

    private final String label;
    private final Duration timeToLive;

    Endpoint(String label, Duration timeToLive) {
        this.label = label;
        this.timeToLive = timeToLive;
    }

    /** The last segment of the path, or what stands for it; also the name in cache keys and metrics. */
    String label() {
        return label;
    }

    Duration timeToLive() {
        return timeToLive;
    }
}
