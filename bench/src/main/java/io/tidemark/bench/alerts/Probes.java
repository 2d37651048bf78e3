package io.tidemark.bench.alerts;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/** Calls routes that nobody called before, one after the other, at moments of chance. */
final class Probes implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final SplittableRandom random = new SplittableRandom(1);
    private final URI events;
    private final String apiKey;

    Probes(int port, String apiKey) {
        this.events = URI.create("http://127.0.0.1:%d/v1/events".formatted(port));
        this.apiKey = apiKey;
    }

    /** Sends an event of each route within the time; says when each was acknowledged, of {@link System#nanoTime}. */
    List<Long> send(int probes, Duration time) throws IOException, InterruptedException {
        var offsets = random.longs(probes, 0, time.toNanos()).sorted().toArray();
        var begun = System.nanoTime();
        var acknowledged = new ArrayList<Long>();
        for (int probe = 0; probe < probes; probe++) {
            Thread.sleep(Duration.ofNanos(Math.max(0, begun + offsets[probe] - System.nanoTime())));
            send(RuleSet.probe(probe));
            acknowledged.add(System.nanoTime());
        }
        return acknowledged;
    }

    private void send(String route) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(events)
                .header("Authorization", "Bearer " + apiKey)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"id":"%s","route":"%s","method":"GET","status":200}""".formatted(UUID.randomUUID(), route)))
                .build();
        var answer = http.send(request, BodyHandlers.ofString());
        if (!answer.body().contains("\"accepted\":1")) {
            throw new IOException("a probe was answered %d: %s".formatted(answer.statusCode(), answer.body()));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
