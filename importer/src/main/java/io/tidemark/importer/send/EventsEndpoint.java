package io.tidemark.importer.send;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/events} of one Tidemark with one API key. */
public final class EventsEndpoint {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();
    private final ReceiptJson json = new ReceiptJson();
    private final RetryAfter retryAfter = new RetryAfter(InstantSource.system());
    private final URI uri;
    private final String apiKey;

    /** Takes what is in front of {@code /v1/events}, and a key with the scope {@code ingest}. */
    public EventsEndpoint(URI base, String apiKey) {
        var text = base.toString();
        this.uri = URI.create((text.endsWith("/") ? text : text + "/") + "v1/events");
        this.apiKey = apiKey;
    }

    /** @throws IOException if there was no answer, or none that can be read */
    Reply send(byte[] compressed) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .header("Accept", "application/json, application/problem+json")
                .POST(BodyPublishers.ofByteArray(compressed))
                .build();
        return reply(client.send(request, BodyHandlers.ofByteArray()));
    }

    private Reply reply(HttpResponse<byte[]> response) throws IOException {
        return switch (response.statusCode()) {
            case 200 -> new Reply.Stored(json.readReceipt(response.body()));
            case 408, 429, 500, 502, 503, 504 -> new Reply.Later(described(response), waitAsked(response));
            default -> new Reply.Refused(described(response));
        };
    }

    private String described(HttpResponse<byte[]> response) {
        var problem = json.readProblem(response.body());
        return uri + " answered " + response.statusCode() + (problem.isEmpty() ? "" : " " + problem);
    }

    private @Nullable Duration waitAsked(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .map(retryAfter::read)
                .orElse(null);
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
