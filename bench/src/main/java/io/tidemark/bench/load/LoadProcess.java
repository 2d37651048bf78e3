package io.tidemark.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A generator in a process of its own, ready to send. */
public final class LoadProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private LoadProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(UTF_8);
    }

    /** Starts a generator and returns when it has prepared everything. */
    public static LoadProcess start(int port, String apiKey, LoadPlan plan) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tidemark.bench.BenchCommand",
                "load",
                "--port=" + port,
                "--requests=" + plan.requests(),
                "--events=" + plan.events(),
                "--connections=" + plan.connections(),
                "--seed=" + plan.seed(),
                "--per-second=" + plan.perSecond(),
                "--live=" + plan.live());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put(LoadCommand.KEY_VARIABLE, apiKey);
        var load = new LoadProcess(builder.start());
        if (!LoadCommand.READY.equals(load.output.readLine())) {
            throw new IOException("the load generator did not start");
        }
        return load;
    }

    /** Lets it send everything; may be called once. */
    public LoadResult run() throws IOException {
        try (var input = process.outputWriter(UTF_8)) {
            input.write('\n');
        }
        var result = output.readLine();
        if (result == null) {
            throw new IOException("the load generator failed");
        }
        return new JsonMapper().readValue(result, LoadResult.class);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
