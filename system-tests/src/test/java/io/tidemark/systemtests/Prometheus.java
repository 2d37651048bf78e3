package io.tidemark.systemtests;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Debian's Prometheus, which scrapes some services once a second. */
final class Prometheus implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration EXEMPLARS = Duration.ofMinutes(10);

    private static final String CONFIGURATION = """
            global:
              scrape_interval: 1s
              evaluation_interval: 1s
            rule_files:
              - %s
            scrape_configs:
              - job_name: tidemark
                metrics_path: /q/metrics
                static_configs:
            %s
            """;

    private static final String TARGET = """
                  - targets: ['127.0.0.1:%d']
                    labels: {service: %s}
            """;

    private final int port = Ports.free();
    private final Process process;

    /**
     * @param services the port of the metrics of each
     */
    Prometheus(Path directory, Map<String, Integer> services, Path rules) throws IOException {
        var configuration = directory.resolve("prometheus.yml");
        var targets = services.entrySet().stream()
                .map(service -> TARGET.formatted(service.getValue(), service.getKey()))
                .collect(Collectors.joining());
        Files.writeString(configuration, CONFIGURATION.formatted(rules, targets));
        process = new ProcessBuilder(
                        "prometheus",
                        "--config.file=" + configuration,
                        "--enable-feature=exemplar-storage",
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(this::isReady);
    }

    /** The samples of an instant query. */
    List<JsonNode> query(String expression) {
        return list(
                get("/api/v1/query?query=" + encoded(expression)).path("data").path("result"));
    }

    /** The traces that were kept beside samples of the last minutes. */
    List<String> traces(String series) {
        var now = Instant.now();
        return get("/api/v1/query_exemplars?query=%s&start=%s&end=%s"
                        .formatted(encoded(series), now.minus(EXEMPLARS), now.plus(EXEMPLARS)))
                .path("data")
                .findValuesAsText("trace_id");
    }

    /** The names of all metrics that were scraped. */
    Iterable<String> metrics() {
        var names = new TreeSet<String>();
        get("/api/v1/label/__name__/values").path("data").forEach(name -> names.add(name.asText()));
        return names;
    }

    /** The expression of each rule. */
    List<String> rules() {
        return list(get("/api/v1/rules").path("data").path("groups")).stream()
                .flatMap(group -> list(group.path("rules")).stream())
                .map(rule -> rule.path("query").asText())
                .toList();
    }

    private JsonNode get(String path) {
        var response = ServiceProcess.get(url(path));
        try {
            var body = JSON.readTree(response.body());
            if (!"success".equals(body.path("status").asText())) {
                throw new IllegalStateException(path + ": " + response.body());
            }
            return body;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        var nodes = new ArrayList<JsonNode>();
        array.forEach(nodes::add);
        return nodes;
    }

    private boolean isReady() {
        try {
            return ServiceProcess.get(url("/-/ready")).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
