package io.tidemark.quickstart.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.quickstart.process.StartupException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class IngressTest {

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient client = HttpClient.newHttpClient();
    private int port;
    private HttpServer upstream;
    private Ingress ingress;

    @BeforeEach
    void start() throws Exception {
        upstream = vertx.createHttpServer()
                .requestHandler(IngressTest::answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        ingress = Ingress.listen(new PathTable(Stream.of("prefix,service", "/echo,echo", "/live,echo")), port);
    }

    @AfterEach
    void stop() {
        ingress.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void saysThatItIsStartingUntilItIsOpened() throws Exception {
        var response = get("/echo");

        assertThat(response.statusCode()).isEqualTo(503);
        assertProblem(response, "UNAVAILABLE");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void aPathOfNoServiceIsAProblem() throws Exception {
        open();

        var response = get("/nothing?here");

        assertThat(response.statusCode()).isEqualTo(404);
        assertProblem(response, "NOT_FOUND");
        assertThat(response.body()).contains("\"instance\":\"/nothing\"");
    }

    @Test
    void aServiceThatIsAwayIsAProblemThatNamesWhenToComeBack() throws Exception {
        open();
        upstream.close().toCompletionStage().toCompletableFuture().get();

        var response = client.send(
                request("/echo").POST(BodyPublishers.ofString("body")).build(), BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(503);
        assertProblem(response, "UNAVAILABLE");
        assertThat(response.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void theServiceLearnsWhoAskedAndNotWhatTheyClaim() throws Exception {
        open();

        var response = client.send(
                request("/echo?a=b%20c")
                        .header("X-Forwarded-For", "203.0.113.9")
                        .header("Forwarded", "for=203.0.113.9")
                        .header("X-Forwarded-Proto", "https")
                        .build(),
                BodyHandlers.ofString());

        assertThat(response.body().lines())
                .contains(
                        "GET /echo?a=b%20c",
                        "host: localhost:" + port,
                        "x-forwarded-for: 127.0.0.1",
                        "x-forwarded-proto: http",
                        "x-forwarded-host: localhost:" + port)
                .noneMatch(line -> line.contains("203.0.113.9"));
    }

    @Test
    void headersOfThisHopEndHere() throws Exception {
        open();

        var answer = raw(
                "GET /echo HTTP/1.1\r\nHost: localhost\r\nX-Private: secret\r\nConnection: X-Private\r\nConnection: close\r\n\r\n");

        assertThat(answer).contains("GET /echo").doesNotContainIgnoringCase("x-private");
    }

    @Test
    void aLargeBodyArrivesWhole() throws Exception {
        open();
        var body = new byte[12 << 20];
        new Random(1).nextBytes(body);

        var known = client.send(
                request("/echo/size").POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofString());
        var chunked = client.send(
                request("/echo/size")
                        .expectContinue(true)
                        .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                        .build(),
                BodyHandlers.ofString());

        assertThat(known.body()).isEqualTo("12582912");
        assertThat(chunked.body()).isEqualTo("12582912");
    }

    @Test
    void anAnswerThatHasNotEndedYetIsPassedOnAsItComes() throws Exception {
        open();

        try (InputStream body = client.send(request("/live").build(), BodyHandlers.ofInputStream())
                .body()) {
            assertThat(new String(body.readNBytes(5), StandardCharsets.US_ASCII))
                    .isEqualTo("first");
        }
    }

    @Test
    void whatIsNotModifiedHasNoBodyAndTheConnectionGoesOn() throws Exception {
        open();

        var answers = raw("GET /echo/same HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(600) + "GET /echo HTTP/1.1\r\n"
                + "Host: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answers.split("HTTP/1.1 304 Not Modified", -1)).hasSize(601);
        assertThat(answers).containsIgnoringCase("etag: \"1\"").contains("GET /echo\n");
        assertThat(answers.substring(0, answers.indexOf("HTTP/1.1 200 OK")))
                .doesNotContainIgnoringCase("transfer-encoding")
                .doesNotContainIgnoringCase("content-length");
    }

    @Test
    void trailersArePassedOn() throws Exception {
        open();

        var answer = raw("GET /echo/trailer HTTP/1.1\r\nHost: localhost\r\nTE: trailers\r\nConnection: close\r\n\r\n");

        assertThat(answer).endsWith("\r\n4\r\nbody\r\n0\r\nTidemark-Rows: 7\r\n\r\n");
    }

    @Test
    void aPortInUseIsSaidSo() {
        assertThatThrownBy(() -> Ingress.listen(new PathTable(Stream.of("prefix,service")), port))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("port " + port + " is in use");
    }

    private static void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/echo/size" ->
                request.body().onSuccess(body -> request.response().end("" + body.length()));
            case "/echo/same" ->
                request.response().setStatusCode(304).putHeader("ETag", "\"1\"").end();
            case "/echo/trailer" ->
                request.response()
                        .setChunked(true)
                        .putTrailer("Tidemark-Rows", "7")
                        .end("body");
            case "/live" -> request.response().setChunked(true).write("first");
            default -> {
                var text = new StringBuilder(request.method() + " " + request.uri() + "\n");
                request.headers().forEach((name, value) -> text.append(name.toLowerCase(Locale.ROOT))
                        .append(": ")
                        .append(value)
                        .append("\n"));
                request.response().end(text.toString());
            }
        }
    }

    private void open() {
        ingress.open(Map.of("echo", Upstream.at(upstream.actualPort())));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private static void assertProblem(HttpResponse<String> response, String code) {
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(response.body()).contains("\"code\":\"" + code + "\"");
    }
}
