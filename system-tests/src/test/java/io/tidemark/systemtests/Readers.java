package io.tidemark.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Dashboards that ask again and again, and remember what went wrong. */
final class Readers implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean asking = new AtomicBoolean(true);
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger putOff = new AtomicInteger();
    private final Collection<String> failures = new ConcurrentLinkedQueue<>();

    /** Begins to ask for each of these, past all caches, until it is closed. */
    Readers start(List<URI> urls, String apiKey) {
        for (var url : urls) {
            var request = HttpRequest.newBuilder(url)
                    .timeout(Duration.ofSeconds(20))
                    .header("Authorization", "Bearer " + apiKey)
                    .header("Cache-Control", "no-cache")
                    .build();
            workers.submit(() -> {
                while (asking.get()) {
                    ask(request);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            });
        }
        return this;
    }

    int answered() {
        return answered.get();
    }

    /** Requests that were told to come back. */
    int putOff() {
        return putOff.get();
    }

    List<String> failures() {
        return new ArrayList<>(failures);
    }

    private void ask(HttpRequest request) {
        try {
            var response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                answered.incrementAndGet();
            } else if (response.statusCode() == 503
                    && response.headers().firstValue("Retry-After").isPresent()) {
                putOff.incrementAndGet();
            } else {
                failures.add(request.uri() + " " + response.statusCode() + " " + response.body());
            }
        } catch (IOException e) {
            failures.add(request.uri() + " " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        asking.set(false);
        workers.close();
    }
}
