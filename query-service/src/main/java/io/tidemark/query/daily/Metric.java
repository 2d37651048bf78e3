package io.tidemark.query.daily;

/** What is counted per agent and day. */
public enum Metric {
    API_CALLS("api_calls", "request"),
    TOKEN_ISSUANCES("token_issuances", "token_issuance"),
    TOKEN_FAILURES("token_failures", "token_failure"),
    CREDENTIAL_ROTATIONS("credential_rotations", "credential_rotation");

    private final String column;
    private final String eventType;

    Metric(String column, String eventType) {
        this.column = column;
        this.eventType = eventType;
    }

    /** The column of {@code counts}. */
    String column() {
        return column;
    }

    /** The same count, taken from cells that tell types of events apart. */
    String ofCells() {
        return "coalesce(sum(events) FILTER (WHERE type = '%s'), 0)::bigint".formatted(eventType);
    }
}
