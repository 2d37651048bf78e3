package io.tidemark.bench.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadLoopTest {

    private static final int LARGE = 3_000_000;

    private final AtomicInteger received = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            bytes.addAndGet(exchange.getRequestBody().readAllBytes().length);
            int status = received.incrementAndGet() % 10 == 0 ? 503 : 200;
            var answer = "{\"accepted\":3,\"duplicates\":0,\"rejected\":[]}".getBytes(US_ASCII);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void everyRequestIsSentOnceAndItsAnswerCounted() throws IOException {
        var signalled = new AtomicBoolean();

        var result = loop(100, 10, 0).run(8, () -> signalled.set(true));

        assertThat(signalled).isTrue();
        assertThat(received).hasValue(100);
        assertThat(result.requests()).isEqualTo(100);
        assertThat(result.failed()).isEqualTo(10);
        assertThat(result.accepted()).isEqualTo(270);
        assertThat(result.p50Ms()).isPositive().isLessThanOrEqualTo(result.p99Ms());
        assertThat(result.perSecond(3)).isEqualTo(300 / result.seconds());
    }

    @Test
    void requestsMayBeLargerThanTheSocketsBuffers() throws IOException {
        var result = loop(4, LARGE, 0).run(2, () -> {});

        assertThat(result.requests()).isEqualTo(4);
        assertThat(bytes).hasValue(4 * LARGE);
    }

    @Test
    void rateIsKept() throws IOException {
        var result = loop(50, 10, 100).run(4, () -> {});

        assertThat(result.requests()).isEqualTo(50);
        assertThat(received).hasValue(50);
        // The last of fifty is due after 0.49 s; a busy machine may be late, but none may be early.
        assertThat(result.seconds()).isGreaterThanOrEqualTo(0.49);
    }

    private LoadLoop loop(int requests, int size, double perSecond) {
        var request = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + size + "\r\n\r\n" + "x".repeat(size);
        var bytes = request.getBytes(ISO_8859_1);
        return new LoadLoop(
                server.getAddress(),
                perSecond == 0
                        ? RequestSource.prepared(requests, () -> bytes)
                        : RequestSource.ahead(requests, () -> bytes),
                perSecond);
    }
}
