package io.tidemark.systemtests;

import static org.awaitility.Awaitility.await;

import io.tidemark.testing.OpenApi;
import io.tidemark.testing.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One packaged service as an operating system process, on ports of its own. */
final class ServiceProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final String module;
    private final Map<String, String> environment;
    private final List<String> jvmOptions;
    private final int port = Ports.free();
    private final int managementPort = Ports.free();
    private Process process;

    ServiceProcess(String module, Map<String, String> environment, String... jvmOptions) {
        this.module = module;
        this.environment = new HashMap<>(environment);
        this.environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        this.environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        this.jvmOptions = List.of(jvmOptions);
    }

    /** Starts it, again if it was killed, on the same ports; returns when it is ready. */
    ServiceProcess start() {
        launch();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .until(this::isReady);
        return this;
    }

    void launch() {
        var root = OpenApi.file("x").getParent().getParent();
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add("-jar");
        command.add(root.resolve(module)
                .resolve("target/quarkus-app/quarkus-run.jar")
                .toString());
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isReady() {
        if (!process.isAlive()) {
            throw new IllegalStateException(module + " ended with " + process.exitValue() + ", see " + log());
        }
        return answersReady();
    }

    boolean answersReady() {
        try {
            return get(managementUrl("/q/health/ready")).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Whether it answers anything at all. */
    boolean isListening() {
        try {
            get(managementUrl("/q/health/live"));
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** Waits for it to end by itself; says with which code. */
    int awaitExit(Duration patience) {
        await().atMost(patience).until(() -> !process.isAlive());
        return process.exitValue();
    }

    /** What it printed. */
    String output() throws IOException {
        return Files.readString(log());
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int port() {
        return port;
    }

    /** SIGKILL: nothing of it runs any more when this returns. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** SIGTERM, as Kubernetes asks a pod to go. */
    void terminate() {
        process.destroy();
    }

    void awaitEnd() {
        process.onExit().join();
    }

    @Override
    public void close() {
        terminate();
        awaitEnd();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** Of its health and metrics. */
    int managementPort() {
        return managementPort;
    }

    URI managementUrl(String path) {
        return URI.create("http://127.0.0.1:" + managementPort + path);
    }

    long residentBytes() {
        try {
            var matcher = RESIDENT.matcher(Files.readString(Path.of("/proc/" + process.pid() + "/status")));
            return matcher.find() ? Long.parseLong(matcher.group(1)) * 1024 : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processor time that it has taken since its start. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    static HttpResponse<String> get(URI url, String... headers) {
        var request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(30));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.GET().build());
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path log() {
        return Path.of("target", module + "-" + port + ".log");
    }
}
