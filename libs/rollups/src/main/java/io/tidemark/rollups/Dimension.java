package io.tidemark.rollups;

/**
 * A property of events that cubes may keep. The type of event is no dimension: every cube keeps it.
 *
 * <p>NULL is a value of its own: the event has no such property.
 */
public enum Dimension {
    API("api"),
    ROUTE("route"),
    /** The set of groups, as one text: an event in several groups is still counted once. */
    GROUPS("groups"),
    METHOD("method"),
    STATUS("status"),
    ERROR("error", Events.ERROR),
    ERROR_TYPE("error_type"),
    ERROR_CATEGORY("error_category"),
    CONSUMER("consumer"),
    USER("user_id"),
    AGENT("agent_id"),
    DOMAIN("domain"),
    COUNTRY("country"),
    PROTOCOL("protocol"),
    ENVIRONMENT("environment"),
    /** Browser, operating system, device and class: a key of the table {@code client}. */
    CLIENT("client_id"),
    PATH("path", "CASE WHEN path_folded THEN ':other' ELSE path END");

    private final String column;
    private final String ofEvent;

    Dimension(String column) {
        this(column, column);
    }

    Dimension(String column, String ofEvent) {
        this.column = column;
        this.ofEvent = ofEvent;
    }

    /** Its column in the rollup tables. */
    public String column() {
        return column;
    }

    /** An SQL expression over a row of {@code event}. */
    public String ofEvent() {
        return ofEvent;
    }
}
