package io.tidemark.ingest.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.roll.Home;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RollQueueTest {

    private static final Home ACME = home();
    private static final Home GLOBEX = home();

    private final RollQueue queue = new RollQueue();

    @Test
    void aTenantWithMuchToDoTakesItsTurn() throws InterruptedException {
        queue.offer(List.of(ACME, GLOBEX));

        assertThat(queue.take()).contains(ACME);
        queue.done(ACME, true);

        assertThat(queue.take()).contains(GLOBEX);
        assertThat(queue.take()).contains(ACME);
    }

    @Test
    void aTenantIsNeverInTwoHands() throws InterruptedException {
        queue.offer(List.of(ACME));
        assertThat(queue.take()).contains(ACME);

        queue.offer(List.of(ACME, GLOBEX, GLOBEX));

        assertThat(queue.take()).contains(GLOBEX);
        queue.done(ACME, false);
        queue.offer(List.of(ACME));
        assertThat(queue.take()).contains(ACME);
    }

    @Test
    void whoWaitsForATenantIsWokenByOneAndByTheEnd() throws Exception {
        var taken = CompletableFuture.supplyAsync(this::take, Thread::startVirtualThread);
        queue.offer(List.of(ACME));
        assertThat(taken.get(5, TimeUnit.SECONDS)).contains(ACME);

        var ended = CompletableFuture.supplyAsync(this::take, Thread::startVirtualThread);
        queue.close();
        assertThat(ended.get(5, TimeUnit.SECONDS)).isEmpty();
        queue.offer(List.of(GLOBEX));
        assertThat(queue.take()).isEmpty();
    }

    private Optional<Home> take() {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Home home() {
        return new Home(UUID.randomUUID(), ZoneOffset.UTC);
    }
}
