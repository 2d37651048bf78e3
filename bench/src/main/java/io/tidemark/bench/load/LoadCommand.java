package io.tidemark.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.tidemark.bench.event.ReferenceEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** The generator's process: prepares its requests, says so, waits for a line of input, sends, prints the result. */
@Command(name = "load", hidden = true)
public final class LoadCommand implements Callable<Integer> {

    static final String KEY_VARIABLE = "TIDEMARK_API_KEY";
    static final String READY = "ready";

    @Option(names = "--port", required = true)
    private int port;

    @Option(names = "--requests", required = true)
    private int requests;

    @Option(names = "--events", required = true)
    private int events;

    @Option(names = "--connections", required = true)
    private int connections;

    @Option(names = "--seed", required = true)
    private long seed;

    @Option(names = "--per-second", required = true)
    private double perSecond;

    @Option(names = "--live", required = true)
    private boolean live;

    @Override
    public Integer call() throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        // At a steady rate there is time to prepare what comes next, and too much of it to keep.
        var source = perSecond == 0
                ? RequestSource.prepared(requests, generator())
                : RequestSource.ahead(requests, generator());
        var result = new LoadLoop(address, source, perSecond).run(connections, LoadCommand::awaitSignal);
        System.out.println(new JsonMapper().writeValueAsString(result));
        return ExitCode.OK;
    }

    private static void awaitSignal() {
        System.out.println(READY);
        try {
            if (System.in.read() < 0) {
                throw new IOException("the benchmark has ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Supplier<byte[]> generator() {
        var source =
                live ? ReferenceEvents.live(seed, InstantSource.system()) : new ReferenceEvents(seed, Instant.now());
        return () -> request(source.body(events));
    }

    private byte[] request(byte[] body) {
        var head = "POST /v1/events HTTP/1.1\r\nHost: localhost:" + port + "\r\nAuthorization: Bearer "
                + System.getenv(KEY_VARIABLE) + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        var request = Arrays.copyOf(head.getBytes(ISO_8859_1), head.length() + body.length);
        System.arraycopy(body, 0, request, head.length(), body.length);
        return request;
    }
}
