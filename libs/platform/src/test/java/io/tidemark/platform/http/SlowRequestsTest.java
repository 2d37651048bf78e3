package io.tidemark.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Clients on real sockets that send next to nothing, for as long as they may. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class SlowRequestsTest {

    private static final int CLIENTS = 300;
    private static final int PATIENCE_MILLIS = 20_000;

    @TestHTTPResource("/")
    URI server;

    @Test
    void aBodyThatDoesNotArriveIsGivenUp() throws IOException {
        try (var socket = connect()) {
            send(socket, """
                    POST /probe/body HTTP/1.1
                    Host: localhost
                    Content-Type: application/json
                    Content-Length: 100

                    {""");

            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("REQUEST_TIMEOUT");
        }
    }

    @Test
    void aByteNowAndThenDoesNotHelp() throws IOException {
        var going = new AtomicBoolean(true);
        try (var socket = connect();
                var drips = Executors.newSingleThreadScheduledExecutor()) {
            send(socket, """
                    POST /probe/body HTTP/1.1
                    Host: localhost
                    Content-Type: application/json
                    Transfer-Encoding: chunked

                    """);
            drips.scheduleAtFixedRate(() -> drip(socket, "1\n \n", going), 0, 200, TimeUnit.MILLISECONDS);

            assertThat(answer(socket)).startsWith("HTTP/1.1 408");
            going.set(false);
        }
    }

    @Test
    void manyWhoNeverFinishTheirHeadersHoldUpNobodyElse() throws IOException {
        var sockets = new ArrayList<Socket>();
        try {
            for (var i = 0; i < CLIENTS; i++) {
                var socket = connect();
                send(
                        socket,
                        "GET /probe/things/00000000-0000-0000-0000-000000000001 HTTP/1.1\nHost: localhost\nX-Slow: ");
                sockets.add(socket);
            }
            var asked = new ArrayList<CompletableFuture<Integer>>();
            for (var i = 0; i < 20; i++) {
                sockets.forEach(socket -> drip(socket, "x", new AtomicBoolean(true)));
                asked.add(CompletableFuture.supplyAsync(
                        () -> given().get("/probe/things/00000000-0000-0000-0000-000000000001")
                                .statusCode()));
            }
            assertThat(asked.stream().map(status -> status.orTimeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                            .join()))
                    .containsOnly(200);
        } finally {
            close(sockets);
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout((int) Duration.ofMillis(PATIENCE_MILLIS).toMillis());
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /** A server that has closed the connection is no failure of the client. */
    private static void drip(Socket socket, String text, AtomicBoolean going) {
        try {
            if (going.get()) {
                send(socket, text);
            }
        } catch (IOException e) {
            going.set(false);
        }
    }

    private static String answer(Socket socket) throws IOException {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try {
            int read;
            while ((read = socket.getInputStream().read(buffer)) > 0) {
                text.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
        } catch (SocketException e) {
            // Closed with something of ours unread: what it said before is here.
        }
        return text.toString();
    }

    private static void close(List<Socket> sockets) throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }
}
