package io.tidemark.bench.stage;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A packaged service as a process. */
public final class ServiceProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final int managementPort;

    private ServiceProcess(Process process, int port, int managementPort) {
        this.process = process;
        this.port = port;
        this.managementPort = managementPort;
    }

    /** Starts it and waits until it is ready. */
    public static ServiceProcess start(Path jar, List<String> jvmOptions, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        int port = Ports.free();
        int managementPort = Ports.free();
        var builder = builder(jar, jvmOptions, List.of(), log);
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
        builder.environment().put("QUARKUS_SHUTDOWN_DELAY", "0s");
        builder.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        var service = new ServiceProcess(builder.start(), port, managementPort);
        // Ctrl-C leaves no process behind.
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        service.awaitReady(log);
        return service;
    }

    /** Runs a program to its end. */
    static void run(
            Path jar, List<String> jvmOptions, List<String> arguments, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        var builder = builder(jar, jvmOptions, arguments, log);
        builder.environment().putAll(environment);
        if (builder.start().waitFor() != 0) {
            throw new IOException(String.join(" ", arguments) + " failed, see " + log);
        }
    }

    private static ProcessBuilder builder(Path jar, List<String> jvmOptions, List<String> arguments, Path log)
            throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException("there is no " + jar + ": build it with ./mvnw package -DskipTests");
        }
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        var builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()));
        // As in ./tidemark up.
        builder.environment().put("MALLOC_ARENA_MAX", "2");
        return builder;
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new IOException("the service did not start, see " + log);
            }
            Thread.sleep(Duration.ofMillis(100));
        }
    }

    private boolean isReady() throws InterruptedException {
        var ready = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + "/q/health/ready"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(ready, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
