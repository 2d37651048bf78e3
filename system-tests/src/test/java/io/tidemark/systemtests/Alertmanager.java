package io.tidemark.systemtests;

import static org.awaitility.Awaitility.await;

import io.tidemark.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Debian's Alertmanager, which tells one webhook receiver of everything at once. */
final class Alertmanager implements AutoCloseable {

    private static final String CONFIGURATION = """
            route:
              receiver: test
              group_by: [alertname]
              group_wait: 0s
              group_interval: 1s
            receivers:
              - name: test
                webhook_configs:
                  - url: %s
            """;

    private final int port = Ports.free();
    private final Process process;

    Alertmanager(Path directory, URI receiver) throws IOException {
        var configuration = directory.resolve("alertmanager.yml");
        Files.writeString(configuration, CONFIGURATION.formatted(receiver));
        process = new ProcessBuilder(
                        "prometheus-alertmanager",
                        "--config.file=" + configuration,
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("alertmanager.log").toFile())
                .start();
        await().until(this::isReady);
    }

    /** What its API answers to these alerts, an array. */
    int post(String alerts) {
        return ServiceProcess.send(HttpRequest.newBuilder(url("/api/v2/alerts"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(alerts))
                        .build())
                .statusCode();
    }

    String alerts() {
        return ServiceProcess.get(url("/api/v2/alerts")).body();
    }

    private boolean isReady() {
        try {
            return ServiceProcess.get(url("/-/ready")).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
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
