package io.tidemark.bench.alerts;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Has everything that was delivered delivered again, all at once. */
final class Storm {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int PORTIONS = 4;

    /** How many it was, and how fast. */
    record Passed(int deliveries, double perSecond) {}

    private final AlertClient client;
    private final Receiver receiver;

    Storm(AlertClient client, Receiver receiver) {
        this.client = client;
        this.receiver = receiver;
    }

    /** Returns when all of it has arrived. */
    Passed pass(UUID webhook, Instant since) throws IOException, InterruptedException {
        var before = receiver.requests();
        var begun = System.nanoTime();
        var replayed = 0;
        for (int portion = 0; portion < PORTIONS; portion++) {
            replayed += client.replay(webhook, since, Instant.now());
        }
        while (receiver.requests() < before + replayed) {
            if (System.nanoTime() - begun > LONGEST.toNanos()) {
                throw new IOException("of %d deliveries %d arrived".formatted(replayed, receiver.requests() - before));
            }
            Thread.sleep(Duration.ofMillis(20));
        }
        return new Passed(replayed, replayed / ((System.nanoTime() - begun) / 1e9));
    }
}
