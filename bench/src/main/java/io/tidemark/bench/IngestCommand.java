package io.tidemark.bench;

import io.tidemark.bench.report.ReportFile;
import io.tidemark.bench.report.Table;
import io.tidemark.bench.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Comparator;
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
    private Path service =
            Path.of(System.getProperty("tidemark.home", "."), "ingest-service/target/quarkus-app/quarkus-run.jar");

    @Option(
            names = "--jvm-options",
            split = " ",
            description = "Options of the service's JVM; by default those of ./tidemark up.")
    private List<String> jvmOptions = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "--add-opens=java.base/java.lang=ALL-UNNAMED");

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        if (!Files.exists(service)) {
            System.err.println("There is no " + service + ": build it with ./mvnw package -DskipTests");
            return ExitCode.USAGE;
        }
        var directory = Files.createTempDirectory("tidemark-bench");
        try (var stage = Stage.start(directory, service, jvmOptions)) {
            // Ctrl-C leaves no process behind.
            Runtime.getRuntime().addShutdownHook(new Thread(stage::close));
            System.err.println("Everything runs below " + directory);
            var report = new IngestBenchmark(stage, new Workload(events, batch, connections, singleEvents)).run(runs);
            new Table(System.out).print(report);
            if (json != null) {
                new ReportFile().write(report, json);
            }
        }
        delete(directory);
        return ExitCode.OK;
    }

    private static void delete(Path directory) throws IOException {
        try (var paths = Files.walk(directory)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
