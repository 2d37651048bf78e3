package io.tidemark.systemtests;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway that keeps its events until they are acknowledged, and remembers what it was told. */
final class Sender implements AutoCloseable {

    /** An answer, and how long it took. */
    record Answer(int status, boolean retryAfter, Duration took) {}

    /** Told to come back later, a gateway does not come back at once. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final URI events;
    private final String apiKey;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicBoolean sending = new AtomicBoolean(true);
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final Collection<List<UUID>> unacknowledged = new ConcurrentLinkedQueue<>();
    private final Collection<Answer> answers = new ConcurrentLinkedQueue<>();
    private final Collection<IOException> failures = new ConcurrentLinkedQueue<>();

    Sender(ServiceProcess ingest, String apiKey) {
        this(ingest.url("/v1/events"), apiKey);
    }

    Sender(URI events, String apiKey) {
        this.events = events;
        this.apiKey = apiKey;
    }

    /** Sends batches on so many connections until {@link #stop}. A failed batch is kept for {@link #resend}. */
    Sender start(int connections, int batchSize) {
        return start(connections, batchSize, Duration.ZERO);
    }

    /** Likewise, with a rest after each batch, which leaves the machine something to do besides. */
    Sender start(int connections, int batchSize, Duration rest) {
        for (int i = 0; i < connections; i++) {
            workers.submit(() -> {
                while (sending.get()) {
                    var batch =
                            Stream.generate(UUID::randomUUID).limit(batchSize).toList();
                    if (!send(batch)) {
                        unacknowledged.add(batch);
                        LockSupport.parkNanos(PAUSE.toNanos());
                    }
                    LockSupport.parkNanos(rest.toNanos());
                }
            });
        }
        return this;
    }

    void stop() throws InterruptedException {
        sending.set(false);
        workers.shutdown();
        workers.awaitTermination(1, TimeUnit.MINUTES);
    }

    /** Sends again what was not acknowledged; says whether all of it now is. */
    boolean resend() {
        unacknowledged.removeIf(this::send);
        return unacknowledged.isEmpty();
    }

    boolean send(List<UUID> batch) {
        if (!send(body(batch))) {
            return false;
        }
        acknowledged.addAll(batch);
        return true;
    }

    /** Sends a body as it is. */
    boolean send(String body) {
        var begun = System.nanoTime();
        try {
            var response = http.send(request(body), HttpResponse.BodyHandlers.ofString());
            var took = Duration.ofNanos(System.nanoTime() - begun);
            answers.add(new Answer(
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").isPresent(),
                    took));
            return response.statusCode() == 200;
        } catch (IOException e) {
            failures.add(e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    Set<UUID> acknowledged() {
        return Collections.unmodifiableSet(acknowledged);
    }

    List<Answer> answers() {
        return new ArrayList<>(answers);
    }

    /** Requests that got no answer. */
    List<IOException> failures() {
        return new ArrayList<>(failures);
    }

    private static String body(List<UUID> batch) {
        var time = Instant.now();
        return batch.stream().map(id -> """
                        {"id":"%s","time":"%s","route":"/v1/orders","method":"GET","status":200,"durationMs":12.5}""".formatted(id, time)).collect(Collectors.joining(",", "[", "]"));
    }

    private HttpRequest request(String body) {
        return HttpRequest.newBuilder(events)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + apiKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    @Override
    public void close() {
        sending.set(false);
        workers.close();
    }
}
