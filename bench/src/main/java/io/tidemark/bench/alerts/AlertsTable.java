package io.tidemark.bench.alerts;

import java.io.PrintStream;

/** Shows a report to people. */
final class AlertsTable {

    private final PrintStream out;

    AlertsTable(PrintStream out) {
        this.out = out;
    }

    void print(AlertsReport report) {
        report.environment().forEach((name, value) -> out.printf("%-20s %s%n".formatted(name, value)));
        out.println();
        var load = report.load();
        line("events acknowledged per second", "%,.0f".formatted(load.accepted() / load.seconds()));
        line("requests refused", "%,d of %,d".formatted(load.failed(), load.requests()));
        line("evaluations due", "%,d".formatted(report.evaluations()));
        line("evaluated within their minute", "%.2f %%".formatted(100 * report.inTime()));
        line("lateness of their results (s)", distribution(report.lateness()));
        var usage = report.usage();
        line("alert-service (cores)", "%.2f".formatted(usage.alertService()));
        line("PostgreSQL (cores)", "%.2f".formatted(usage.postgres()));
        line("  its processes that serve alert-service", "%.2f".formatted(usage.postgresForAlerts()));
        line("ingest-service (cores)", "%.2f".formatted(usage.ingestService()));
        line("rules that fired", "%,d, missing %,d".formatted(report.firing().count(), report.notFired()));
        line("from the event to the receiver (s)", distribution(report.firing()));
        line("  after the end of its minute (s)", distribution(report.firingAfterSlot()));
        line(
                "deliveries per second",
                "%,.0f, of %,d at once".formatted(report.deliveriesPerSecond(), report.deliveries()));
    }

    private static String distribution(Distribution seconds) {
        return "p50 %.2f, p95 %.2f, max %.2f".formatted(seconds.p50(), seconds.p95(), seconds.max());
    }

    private void line(String name, String value) {
        out.printf("%-46s %s%n", name, value);
    }
}
