package io.tidemark.aggregation.retention;

/** A table of what happened: its key is {@code (tenant_id, id)}, its {@code time} when. */
enum EventLog {
    ALERTS("alert_event"),
    AUDIT("audit_event");

    private final String table;

    EventLog(String table) {
        this.table = table;
    }

    String table() {
        return table;
    }
}
