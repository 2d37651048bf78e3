package io.tidemark.bench.report;

import java.io.PrintStream;
import java.util.Locale;

/** Shows a report to people. */
public final class Table {

    private static final String ROW = "%-38s %12s %8s %8s   %8s %8s %8s%n";

    private final PrintStream out;

    public Table(PrintStream out) {
        this.out = out;
    }

    public void print(IngestReport report) {
        report.environment().forEach((name, value) -> out.printf("%-20s %s%n", name, value));
        out.println();
        out.printf(ROW, "", "", "latency", "(ms)", "CPU", "(µs each)", "");
        out.printf(ROW, "median of runs", "per second", "p50", "p99", "service", "postgres", "client");
        report.scenarios().forEach(this::print);
        out.println();
        report.ratios().forEach((name, value) -> out.printf(Locale.ROOT, "%-58s %6.2f%n", name, value));
        out.printf(
                Locale.ROOT,
                "%-58s %6.0f MB%n",
                "resident memory of ingest-service, at most",
                report.serviceResidentPeakBytes() / 1e6);
        out.printf(Locale.ROOT, "%-58s %6.0f%n", "bytes per event on disk, indexes included", report.bytesPerEvent());
    }

    private void print(Scenario scenario) {
        out.printf(
                ROW,
                scenario.name(),
                "%,.0f".formatted(scenario.perSecond()),
                number(scenario.median(Sample::p50Ms)),
                number(scenario.median(Sample::p99Ms)),
                number(scenario.median(sample -> sample.micros(sample.serviceCpu()))),
                number(scenario.median(sample -> sample.micros(sample.postgresCpu()))),
                number(scenario.median(sample -> sample.micros(sample.generatorCpu()))));
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }
}
