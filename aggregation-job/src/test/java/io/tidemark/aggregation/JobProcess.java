package io.tidemark.aggregation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged job as an operator starts it. */
record JobProcess(Process process) {

    /** What it left: its exit code, and each stream as text. */
    record Ended(int exitCode, String output, String errors) {

        /** The one line on standard output. */
        JsonObject summary() {
            assertThat(output.lines()).as(errors).hasSize(1);
            return new JsonObject(output);
        }
    }

    static JobProcess start(TestDatabase database, Map<String, String> settings, String... arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command);
        builder.environment().put("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        builder.environment().put("QUARKUS_DATASOURCE_USERNAME", database.login("tidemark_job"));
        builder.environment().put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        builder.environment().putAll(settings);
        try {
            return new JobProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Ended run(TestDatabase database, String... arguments) {
        return start(database, Map.of(), arguments).await();
    }

    /** Waits for the end; the little that the job writes fits the buffers of its pipes. */
    Ended await() {
        try {
            assertThat(process.waitFor(Duration.ofSeconds(60))).isTrue();
            return new Ended(
                    process.exitValue(),
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8),
                    new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
}
