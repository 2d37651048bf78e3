package io.tidemark.bench.summary;

import io.tidemark.bench.history.History;
import io.tidemark.bench.report.Timing;
import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.bench.stage.TemporaryDirectory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** {@code tidemark bench summary}. */
@Command(
        name = "summary",
        mixinStandardHelpOptions = true,
        showDefaultValues = true,
        description = "Measures the usage summary of 30 days past the cache, all days but today aggregated.")
public final class SummaryCommand implements Callable<Integer> {

    private static final int DAYS = 30;

    @Option(names = "--events", description = "Events in the 30 days.")
    private int events = 1_000_000;

    @Option(names = "--requests", description = "Requests measured, one after the other, after as many to warm up.")
    private int requests = 500;

    @Option(names = "--service", paramLabel = "JAR", description = "The packaged query-service.")
    private Path jar = Service.QUERY.jar();

    @Option(
            names = "--jvm-options",
            split = " ",
            description = "Options of the service's JVM; by default those of ./tidemark up.")
    private List<String> jvmOptions = Service.QUERY.jvmOptions();

    @Override
    public Integer call() throws Exception {
        var directory = TemporaryDirectory.create();
        try (var stage = Stage.start(directory.path())) {
            History.make(stage, events, DAYS);
            try (var service = stage.start(Service.QUERY, jar, jvmOptions);
                    var http = HttpClient.newHttpClient()) {
                var request = HttpRequest.newBuilder(
                                URI.create("http://127.0.0.1:" + service.port() + "/analytics/usage-summary"))
                        .header("X-API-Key", stage.apiKey())
                        .header("Cache-Control", "no-cache")
                        .build();
                Timing.of(requests, () -> answer(http, request));
                print(Timing.of(requests, () -> answer(http, request)));
            }
        }
        directory.remove();
        return ExitCode.OK;
    }

    private static String answer(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
        var answer = http.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    private void print(Timing timing) {
        System.out.printf(
                Locale.ROOT,
                "usage-summary, uncached, %,d events in 30 days (ms): p50 %.1f, p95 %.1f, p99 %.1f%n",
                events,
                timing.p50(),
                timing.p95(),
                timing.p99());
    }
}
