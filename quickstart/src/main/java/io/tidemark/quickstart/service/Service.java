package io.tidemark.quickstart.service;

import java.util.List;

/**
 * One of the services.
 *
 * @param name of the module, of its entries in the path table, and of its process in {@code demo.json}
 * @param heap the most that its heap may have
 * @param databaseRole the group role that its login belongs to
 * @param probe a path of the ingress that it answers, whatever the answer
 */
public record Service(String name, String heap, String databaseRole, String probe) {

    static final Service ALERT = new Service("alert-service", "256m", "tidemark_alert", "/v1/webhooks");

    /** All there are. Another one is another line here, and its paths in {@code ingress-paths.csv}. */
    public static final List<Service> ALL = List.of(
            new Service("ingest-service", "192m", "tidemark_ingest", "/v1/events"),
            new Service("query-service", "256m", "tidemark_query", "/analytics/usage-summary"),
            ALERT);

    /** What its HTTP port is known by. */
    public String httpPort() {
        return name;
    }

    /** What the port of its health and metrics is known by. */
    public String managementPort() {
        return name + "-management";
    }
}
