package io.tidemark.bench.rollup;

import io.tidemark.bench.report.Environment;
import io.tidemark.bench.report.ReportFile;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tidemark bench rollup}. */
@Command(
        name = "rollup",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Measures ingestion at a steady rate while rollups are made, then rollups and nightly job of a whole day.")
public final class RollupCommand implements Callable<Integer> {

    @Option(names = "--rate", description = "Events per second.")
    private int rate = 25_000;

    @Option(names = "--seconds", description = "How long they are sent.")
    private int seconds = 60;

    @Option(names = "--day-events", description = "Events of the day that is rolled up in bulk.")
    private long dayEvents = 5_000_000;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
    private @Nullable Path json;

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var directory = TemporaryDirectory.create();
        try (var stage = Stage.start(directory.path())) {
            var environment = Environment.describe(
                    stage.database(),
                    Map.of(
                            "rate",
                            "%,d a second for %d s".formatted(rate, seconds),
                            "events of the day",
                            "%,d".formatted(dayEvents)));
            var report = new RollupBenchmark(stage).run(environment, rate, seconds, dayEvents);
            new RollupTable(System.out).print(report);
            if (json != null) {
                new ReportFile().write(report, json);
            }
        }
        directory.remove();
        return ExitCode.OK;
    }
}
