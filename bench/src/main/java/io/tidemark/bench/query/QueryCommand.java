package io.tidemark.bench.query;

import io.tidemark.bench.report.Environment;
import io.tidemark.bench.report.ReportFile;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.TemporaryDirectory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tidemark bench query}. */
@Command(
        name = "query",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures every query of the catalogue beside the same question asked of raw events.")
public final class QueryCommand implements Callable<Integer> {

    @Option(
            names = "--events",
            split = ",",
            description = "How many; several numbers are measured in turn and compared.")
    private List<Long> events = List.of(10_000_000L);

    @Option(names = "--days", description = "Days before today that they are spread over.")
    private int days = 30;

    @Option(names = "--ranges", split = ",", description = "Ranges asked for, each up to now; the longest one last.")
    private List<String> ranges = List.of("1h", "24h", "7d", "30d");

    @Option(names = "--requests", description = "Requests measured for each question, one after the other.")
    private int requests = 20;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
    private @Nullable Path json;

    /** Fails if any answer differed from what raw events say. */
    @Override
    public Integer call() throws Exception {
        var sizes = new ArrayList<SizeReport>();
        Map<String, String> environment = Map.of();
        for (var size : events) {
            var directory = TemporaryDirectory.create();
            try (var stage = Stage.start(directory.path())) {
                if (environment.isEmpty()) {
                    environment =
                            Environment.describe(stage.database(), Map.of("requests", Integer.toString(requests)));
                }
                sizes.add(new QueryBenchmark(stage, ranges, requests).run(size, days));
            }
            directory.remove();
        }
        var report = new QueryReport(environment, sizes);
        new QueryTable(System.out).print(report);
        if (json != null) {
            new ReportFile().write(report, json);
        }
        return sizes.stream().allMatch(size -> size.disagreements() == 0) ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
