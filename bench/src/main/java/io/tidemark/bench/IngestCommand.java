package io.tidemark.bench;

import io.tidemark.bench.report.ReportFile;
import io.tidemark.bench.report.Table;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.TemporaryDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tidemark bench ingest}. */
@Command(
        name = "ingest",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures how many events a second ingest-service commits, beside what PostgreSQL alone can do.")
final class IngestCommand implements Callable<Integer> {

    @Option(names = "--events", description = "Events per run.")
    private int events = 200_000;

    @Option(names = "--batch", description = "Events per request, and per transaction of the UNNEST baseline.")
    private int batch = 500;

    @Option(names = "--connections", description = "Connections that send batches.")
    private int connections = 8;

    @Option(names = "--single-events", description = "Requests per run with one event each, on 64 connections.")
    private int singleEvents = 40_000;

    @Option(names = "--runs", description = "Runs; the figures are medians.")
    private int runs = 5;

    @Option(names = "--json", paramLabel = "FILE", description = "Also write the report as JSON.")
    private @Nullable Path json;

    @Option(names = "--service", paramLabel = "JAR", description = "The packaged ingest-service.")
    private Path jar = Service.INGEST.jar();

    @Option(
            names = "--jvm-options",
            split = " ",
            description = "Options of the service's JVM; by default those of ./tidemark up.")
    private List<String> jvmOptions = Service.INGEST.jvmOptions();

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var directory = TemporaryDirectory.create();
        try (var stage = Stage.start(directory.path());
                var service = stage.start(Service.INGEST, jar, jvmOptions)) {
            var workload = new Workload(events, batch, connections, singleEvents);
            var report = new IngestBenchmark(stage, service, workload).run(runs);
            new Table(System.out).print(report);
            if (json != null) {
                new ReportFile().write(report, json);
            }
        }
        directory.remove();
        return ExitCode.OK;
    }
}
