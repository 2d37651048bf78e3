package io.tidemark.quickstart.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Sends events through the public API, as any other sender would. */
final class EventSender {

    private static final int BATCH = 1_000;
    private static final int AT_ONCE = 3;
    private static final int ATTEMPTS = 60;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofPlatform().name("demo-", 0).daemon().factory());
    private final URI target;
    private final String apiKey;

    EventSender(String baseUrl, String apiKey) {
        this.target = URI.create(baseUrl + "/v1/events");
        this.apiKey = apiKey;
    }

    /** Returns when all are acknowledged. What was sent before is a duplicate, and harmless. */
    void send(List<DemoEvent> events) throws IOException, InterruptedException {
        var batches = new ArrayList<Callable<Void>>();
        for (int from = 0; from < events.size(); from += BATCH) {
            var batch = events.subList(from, Math.min(events.size(), from + BATCH));
            batches.add(() -> {
                sendBatch(EventWriter.array(batch));
                return null;
            });
        }
        for (var sent : threads.invokeAll(batches)) {
            try {
                sent.get();
            } catch (ExecutionException e) {
                throw new IOException("demo events could not be sent: " + e.getCause(), e);
            }
        }
    }

    private void sendBatch(byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(target)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        for (int attempt = 1; ; attempt++) {
            if (acknowledged(request, attempt == ATTEMPTS)) {
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    /** Whether all is stored; throws when it is of no use to try again. */
    private boolean acknowledged(HttpRequest request, boolean last) throws IOException, InterruptedException {
        try {
            var response = client.send(request, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return true;
            }
            if (last || !isTemporary(response)) {
                throw new RefusedException(response.statusCode() + " " + response.body());
            }
        } catch (RefusedException e) {
            throw e;
        } catch (IOException e) {
            if (last) {
                throw e;
            }
        }
        return false;
    }

    private static boolean isTemporary(HttpResponse<?> response) {
        return response.statusCode() == 429 || response.statusCode() >= 500;
    }

    private static final class RefusedException extends IOException {

        RefusedException(String message) {
            super(message);
        }
    }
}
