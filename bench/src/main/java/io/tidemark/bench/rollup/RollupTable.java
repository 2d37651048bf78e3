package io.tidemark.bench.rollup;

import io.tidemark.bench.stage.WaitingBatches.Backlog;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Shows a report to people. */
final class RollupTable {

    private static final int SHOWN = 12;

    private final PrintStream out;

    RollupTable(PrintStream out) {
        this.out = out;
    }

    void print(RollupReport report) {
        report.environment().forEach((name, value) -> out.printf("%-20s %s%n".formatted(name, value)));
        out.println();
        var load = report.load();
        line("events acknowledged per second", "%,.0f".formatted(load.accepted() / load.seconds()));
        line("latency of a request, from when it was due: p50", "%.1f ms".formatted(load.p50Ms()));
        line("latency of a request, from when it was due: p99", "%.1f ms".formatted(load.p99Ms()));
        line("requests refused", "%,d of %,d".formatted(load.failed(), load.requests()));
        var lag =
                report.lag().stream().mapToDouble(Backlog::lagSeconds).sorted().toArray();
        line("lag of rollups during the load: median", "%.1f s".formatted(lag[lag.length / 2]));
        line("lag of rollups during the load: at most", "%.1f s".formatted(lag[lag.length - 1]));
        line(
                "lag over time",
                overTime(report.lag().stream().mapToDouble(Backlog::lagSeconds).toArray()));
        line(
                "after the load, until the lag was below %.0f s".formatted(RollupBenchmark.SMALL_LAG_SECONDS),
                "%.1f s".formatted(report.recoverySeconds()));
        out.println();
        line("events of one day rolled up in bulk", "%,d".formatted(report.backlogEvents()));
        line("per second", "%,.0f".formatted(report.backlogPerSecond()));
        line("nightly job for that day", "%.1f s".formatted(report.jobSeconds()));
    }

    private void line(String name, String value) {
        out.printf("%-58s %s%n", name, value);
    }

    /** The greatest of each of some equal parts. */
    private static String overTime(double... lag) {
        int parts = Math.min(SHOWN, lag.length);
        return IntStream.range(0, parts)
                .mapToObj(part -> Arrays.copyOfRange(lag, part * lag.length / parts, (part + 1) * lag.length / parts))
                .map(part -> "%.1f".formatted(Arrays.stream(part).max().orElse(0)))
                .collect(Collectors.joining(" ", "", " s"));
    }
}
