package io.tidemark.bench.alerts;

import io.tidemark.bench.report.Environment;
import io.tidemark.bench.report.ReportFile;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tidemark bench alerts}. */
@Command(
        name = "alerts",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Measures whether rules are evaluated in time, and what they tell arrives in time, beside ingestion.")
public final class AlertsCommand implements Callable<Integer> {

    @Option(names = "--rules", description = "Alert rules, each evaluated every minute.")
    private int rules = 10_000;

    @Option(names = "--questions", description = "Different questions that they ask.")
    private int questions = 500;

    @Option(names = "--minutes", description = "Minutes measured, at least 2; some more go before.")
    private int minutes = 3;

    @Option(names = "--rate", description = "Events per second meanwhile.")
    private int rate = 1_000;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
    private @Nullable Path json;

    @Option(
            names = "--jvm-options",
            split = " ",
            description = "Options of alert-service's JVM; by default those of ./tidemark up.")
    private List<String> jvmOptions = Service.JVM_OPTIONS;

    /** Fails if a rule that should have fired did not, or one was not evaluated within its minute. */
    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var directory = TemporaryDirectory.create();
        try (var stage = Stage.start(directory.path())) {
            var environment = Environment.describe(
                    stage.database(),
                    Map.of(
                            "rules",
                            "%,d over %,d questions".formatted(rules, questions),
                            "measured",
                            "%d minutes beside %,d events a second".formatted(minutes, rate)));
            var report = new AlertsBenchmark(stage, new RuleSet(rules, questions), minutes, rate)
                    .run(environment, jvmOptions);
            new AlertsTable(System.out).print(report);
            if (json != null) {
                new ReportFile().write(report, json);
            }
            if (report.notFired() > 0 || report.inTime() < 1) {
                return ExitCode.SOFTWARE;
            }
        }
        directory.remove();
        return ExitCode.OK;
    }
}
