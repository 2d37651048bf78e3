package io.tidemark.aggregation.daily;

/** Where a test can hold up the job: a trigger there waits for a lock that the test has. */
enum Pause {
    BETWEEN_CLEARING_AND_COUNTING("stale_day", "DELETE"),
    BEFORE_COMMIT("aggregated_day", "INSERT OR UPDATE");

    private final String table;
    private final String event;

    Pause(String table, String event) {
        this.table = table;
        this.event = event;
    }

    String create() {
        return "CREATE TRIGGER pause AFTER %s ON %s FOR EACH STATEMENT EXECUTE FUNCTION pause()"
                .formatted(event, table);
    }

    String drop() {
        return "DROP TRIGGER pause ON " + table;
    }
}
