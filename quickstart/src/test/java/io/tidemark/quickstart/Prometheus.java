package io.tidemark.quickstart;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Debian's Prometheus, which scrapes some ports of this machine once a second. */
final class Prometheus implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private Prometheus(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Prometheus scraping(Path directory, Collection<Integer> ports) throws IOException {
        var targets =
                ports.stream().map(port -> "'127.0.0.1:" + port + "'").collect(Collectors.joining(", ", "[", "]"));
        var configuration = Files.writeString(directory.resolve("prometheus.yml"), """
                global: {scrape_interval: 1s}
                scrape_configs:
                  - job_name: tidemark
                    metrics_path: /q/metrics
                    static_configs:
                      - targets: %s
                """.formatted(targets));
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, port);
    }

    /** Waits until so many targets answer. */
    void awaitUp(int targets) {
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .until(() -> labels("up==1", "instance").size() == targets);
    }

    /** The values of a label of what an expression selects now. */
    Set<String> labels(String expression, String label) throws IOException, InterruptedException {
        var url = URI.create("http://127.0.0.1:" + port + "/api/v1/query?query=" + expression);
        var response = client.send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString());
        var values = new TreeSet<String>();
        for (JsonNode sample : JSON.readTree(response.body()).at("/data/result")) {
            values.add(sample.path("metric").path(label).asText());
        }
        return values;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
