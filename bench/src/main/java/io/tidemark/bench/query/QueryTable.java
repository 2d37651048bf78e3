package io.tidemark.bench.query;

import io.tidemark.bench.history.History;
import java.io.PrintStream;

/** Shows a report to people. */
final class QueryTable {

    private final PrintStream out;

    QueryTable(PrintStream out) {
        this.out = out;
    }

    void print(QueryReport report) {
        report.environment().forEach((name, value) -> out.printf("%-20s %s%n", name, value));
        report.sizes().forEach(this::print);
        var first = report.sizes().getFirst();
        var last = report.sizes().getLast();
        if (last.history().events() != first.history().events()) {
            out.println();
            line(
                    "median of the longest range, %,d against %,d events"
                            .formatted(last.history().events(), first.history().events()),
                    "%.1f ms against %.1f ms: %.2f times as long"
                            .formatted(
                                    last.medianMillis(),
                                    first.medianMillis(),
                                    last.medianMillis() / first.medianMillis()));
        }
    }

    private void print(SizeReport size) {
        out.printf(
                "%n%,d events in %d days%n%n",
                size.history().events(), size.history().days());
        out.printf("%-45s %5s %9s %9s %9s %9s %8s%n", "", "", "Tidemark", "(ms)", "raw", "(ms)", "times");
        out.printf(
                "%-45s %5s %9s %9s %9s %9s %8s  %s%n", "query", "range", "p50", "p95", "p50", "p95", "faster", "from");
        size.comparisons().forEach(this::print);
        out.println();
        size.dashboards().forEach(this::print);
        out.println();
        var least = size.leastRatio();
        line("times faster over %s: median".formatted(least.range()), "%.1f".formatted(size.medianRatio()));
        line(
                "times faster over %s: least".formatted(least.range()),
                "%.1f, %s".formatted(least.ratio(), least.query()));
        line(
                "answers that differ",
                "%d of %d".formatted(size.disagreements(), size.comparisons().size()));
        print(size.disk(), size.history().events());
        print(size.history());
    }

    private void print(History history) {
        line("events loaded in bulk per second", "%,.0f".formatted(history.events() / history.loadSeconds()));
        line("events rolled up per second", "%,.0f".formatted(history.events() / history.rollSeconds()));
        line("nightly job for all days but today", "%.1f s".formatted(history.jobSeconds()));
    }

    private void print(Comparison row) {
        out.printf(
                "%-45s %5s %9.1f %9.1f %9.1f %9.1f %8.1f  %s%n",
                row.query(),
                row.range(),
                row.tidemark().p50(),
                row.tidemark().p95(),
                row.raw().p50(),
                row.raw().p95(),
                row.ratio(),
                row.differences().isEmpty()
                        ? row.source()
                        : "DIFFERS: " + row.differences().getFirst());
    }

    private void print(Disk disk, long events) {
        line(
                "rollups on disk",
                "%,.0f MB: minutes %,.0f, hours %,.0f, days %,.0f"
                        .formatted(
                                disk.rollups() / 1e6,
                                disk.rollupMinute() / 1e6,
                                disk.rollupHour() / 1e6,
                                disk.rollupDay() / 1e6));
        line("events on disk", "%,.0f MB, %d bytes each".formatted(disk.events() / 1e6, disk.events() / events));
        line("rollups against events", "%.1f %%".formatted(100.0 * disk.rollups() / disk.events()));
        line("the plain table on disk", "%,.0f MB".formatted(disk.rawTable() / 1e6));
    }

    private void line(String name, String value) {
        out.printf("%-58s %s%n", name, value);
    }
}
