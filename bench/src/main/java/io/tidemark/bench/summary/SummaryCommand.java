package io.tidemark.bench.summary;

import io.tidemark.bench.stage.Database;
import io.tidemark.bench.stage.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tidemark bench summary}. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description =
                "Measures the usage summary of 30 days, uncached and cached, all days but a full today aggregated.")
public final class SummaryCommand implements Callable<Integer> {

    private static final String API_KEY = "tmk_bench";

    @Option(names = "--events", description = "Events in the 30 days.")
    private int events = 1_000_000;

    @Option(names = "--requests", description = "Requests measured, one after the other, after as many to warm up.")
    private int requests = 500;

    @Option(names = "--service", paramLabel = "JAR", description = "The packaged query-service.")
    private Path service = Path.of("query-service", "target", "quarkus-app", "quarkus-run.jar");

    @Option(names = "--jvm-options", split = " ", description = "Options of the service's JVM.")
    private List<String> jvmOptions = List.of("-Xmx256m", "-XX:+UseSerialGC");

    @Override
    public Integer call() throws IOException, InterruptedException, SQLException {
        var directory = Files.createTempDirectory("tidemark-bench");
        System.err.println("Everything runs below " + directory);
        try (var database = Database.start(directory)) {
            try (var connection = database.connect()) {
                new UsageHistory(connection).write(events, API_KEY);
            }
            // Without Redis every answer is computed.
            var environment = Map.of(
                    "QUARKUS_DATASOURCE_REACTIVE_URL", database.url(),
                    "QUARKUS_DATASOURCE_USERNAME", "bench_query",
                    "QUARKUS_DATASOURCE_PASSWORD", "bench",
                    "QUARKUS_REDIS_HOSTS", "redis://127.0.0.1:1",
                    "QUARKUS_OIDC_AUTH_SERVER_URL", "http://127.0.0.1:1/none",
                    "TIDEMARK_TIERS_ENTERPRISE_READ_REQUESTS_PER_SECOND", "0");
            try (var query = ServiceProcess.start(service, jvmOptions, environment, directory.resolve("query.log"))) {
                measure(query);
            }
        }
        return ExitCode.OK;
    }

    private void measure(ServiceProcess query) throws IOException, InterruptedException {
        var url = URI.create("http://127.0.0.1:" + query.port() + "/analytics/usage-summary");
        var request = HttpRequest.newBuilder(url)
                .header("X-API-Key", API_KEY)
                .header("Cache-Control", "no-cache")
                .build();
        var millis = new double[requests];
        try (var http = HttpClient.newHttpClient()) {
            for (int i = -requests; i < requests; i++) {
                var begun = System.nanoTime();
                var answer = http.send(request, BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException("answered " + answer.statusCode() + ": " + answer.body());
                }
                if (i >= 0) {
                    millis[i] = (System.nanoTime() - begun) / 1e6;
                }
            }
        }
        Arrays.sort(millis);
        System.out.printf(
                Locale.ROOT,
                "usage-summary, uncached, %,d events in 30 days (ms): p50 %.1f, p95 %.1f, p99 %.1f%n",
                events,
                millis[requests / 2],
                millis[requests * 95 / 100],
                millis[requests * 99 / 100]);
    }
}
