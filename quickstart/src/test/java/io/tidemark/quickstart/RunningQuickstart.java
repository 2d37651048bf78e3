package io.tidemark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The packaged quickstart in a process of its own. */
final class RunningQuickstart {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path JAR = Path.of("target/quickstart-run.jar").toAbsolutePath();

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path dataDirectory;
    private final Process process;
    private final Path output;

    private RunningQuickstart(Path dataDirectory, Process process, Path output) {
        this.dataDirectory = dataDirectory;
        this.process = process;
        this.output = output;
    }

    /** Starts it and does not wait. */
    static RunningQuickstart launch(Path dataDirectory, int port) throws IOException {
        var output = Files.createTempFile(Path.of("target"), "quickstart", ".out");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "--sun-misc-unsafe-memory-access=allow",
                        "-jar",
                        JAR.toString(),
                        "up",
                        "--no-demo",
                        "--port",
                        Integer.toString(port),
                        "--data-dir",
                        dataDirectory.toString())
                .redirectOutput(output.toFile())
                .redirectError(errors(output).toFile())
                .start();
        return new RunningQuickstart(dataDirectory, process, output);
    }

    void awaitReady() {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(process.isAlive()).as(errors()).isTrue();
                    return !output().isEmpty();
                });
    }

    /** What it wrote to standard output. */
    String output() throws IOException {
        return Files.readString(output);
    }

    String errors() throws IOException {
        return Files.readString(errors(output));
    }

    int awaitExit() throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return process.exitValue();
    }

    /** As Ctrl-C would, or an init system. */
    void terminate() {
        process.destroy();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    JsonNode demo() throws IOException {
        return JSON.readTree(Files.readString(demoFile()));
    }

    Path demoFile() {
        return dataDirectory.resolve("demo.json");
    }

    long pid(String name) throws IOException {
        return demo().get("pids").get(name).asLong();
    }

    /** Where each service has its health and metrics. */
    List<Integer> managementPorts() throws IOException {
        return JSON
                .readTree(Files.readString(dataDirectory.resolve("identity.json")))
                .path("ports")
                .properties()
                .stream()
                .filter(port -> port.getKey().endsWith("-management"))
                .map(port -> port.getValue().asInt())
                .toList();
    }

    List<ProcessHandle> children() {
        return process.toHandle().descendants().toList();
    }

    JsonNode tenant(String slug) throws IOException {
        for (var tenant : demo().get("tenants")) {
            if (tenant.get("slug").asText().equals(slug)) {
                return tenant;
            }
        }
        throw new IllegalStateException("no tenant " + slug);
    }

    HttpResponse<String> send(String event) throws IOException, InterruptedException {
        return call(request("/v1/events", tenant("acme").get("apiKey").asText())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event)));
    }

    /** What the tenant's administrator is told at this path. */
    JsonNode ask(String slug, String path) throws IOException, InterruptedException {
        var response = call(request(path, tenant(slug).get("accessToken").asText()));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    /** What the tenant's administrator is told who posts this there. */
    JsonNode post(String slug, String path, String body) throws IOException, InterruptedException {
        var response = call(request(path, tenant(slug).get("accessToken").asText())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 202);
        return JSON.readTree(response.body());
    }

    void stop() throws InterruptedException {
        terminate();
        awaitExit();
    }

    private HttpResponse<String> call(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path, String credential) throws IOException {
        return HttpRequest.newBuilder(URI.create(demo().get("baseUrl").asText() + path))
                .header("Authorization", "Bearer " + credential)
                .header("Cache-Control", "no-cache");
    }

    private static Path errors(Path output) {
        return output.resolveSibling(output.getFileName() + ".err");
    }
}
