package io.tidemark.ingest.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.events.Event;
import io.tidemark.ingest.TestEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlushQueueTest {

    private static final Duration NO_LINGER = Duration.ZERO;

    private final FlushQueue queue = new FlushQueue(1000, 10, 500);

    @Test
    void aBatchIsWhatHasGatheredInItsOrder() throws InterruptedException {
        var first = submission(2, 10);
        var second = submission(3, 10);
        queue.offer(first);
        queue.offer(second);

        assertThat(queue.waitingEvents()).isEqualTo(5);
        assertThat(queue.take(NO_LINGER, NO_LINGER)).containsExactly(first, second);
        assertThat(queue.waitingEvents()).isZero();
    }

    @Test
    void aBatchEndsBeforeTheRequestThatWouldOverfillIt() throws InterruptedException {
        var first = submission(6, 10);
        var second = submission(6, 10);
        queue.offer(first);
        queue.offer(second);

        assertThat(queue.take(NO_LINGER, NO_LINGER)).containsExactly(first);
        assertThat(queue.take(NO_LINGER, NO_LINGER)).containsExactly(second);
    }

    @Test
    void aRequestLargerThanABatchIsABatch() throws InterruptedException {
        var large = submission(25, 10);
        queue.offer(large);

        assertThat(queue.take(NO_LINGER, NO_LINGER)).containsExactly(large);
    }

    @Test
    void aBatchEndsWhereItsBytesDo() throws InterruptedException {
        var first = submission(1, 400);
        var second = submission(1, 200);
        var third = submission(1, 10);
        queue.offer(first);
        queue.offer(second);
        queue.offer(third);

        assertThat(queue.take(NO_LINGER, NO_LINGER)).containsExactly(first, second);
        assertThat(queue.take(NO_LINGER, NO_LINGER)).containsExactly(third);
    }

    @Test
    void aFullQueueRefusesUntilWhatWasTakenIsReleased() throws InterruptedException {
        assertThat(queue.offer(submission(1, 600))).isTrue();
        assertThat(queue.offer(submission(1, 401))).isFalse();
        assertThat(queue.offer(submission(1, 400))).isTrue();

        var taken = queue.take(NO_LINGER, NO_LINGER);
        assertThat(queue.offer(submission(1, 1)))
                .as("taken, but still in memory")
                .isFalse();
        queue.release(taken);

        assertThat(queue.heldBytes()).isEqualTo(400);
        assertThat(queue.offer(submission(1, 600))).isTrue();
    }

    @Test
    void anEmptyQueueHasRoomForAnyRequest() {
        assertThat(queue.offer(submission(1, 5000))).isTrue();
        assertThat(queue.offer(submission(1, 1))).isFalse();
    }

    @Test
    void whatWaitedTooLongIsRemovedAndItsMemoryReleased() {
        var now = System.nanoTime();
        var old = submission(1, 100, now - Duration.ofSeconds(5).toNanos());
        var young = submission(1, 100, now);
        queue.offer(old);
        queue.offer(young);

        assertThat(queue.removeOlderThan(Duration.ofSeconds(4))).containsExactly(old);
        assertThat(queue.heldBytes()).isEqualTo(100);
        assertThat(queue.waitingEvents()).isEqualTo(1);
    }

    @Test
    void aWriterWaitsForCompanyOnlyUntilTheBatchIsFull() {
        var taken = CompletableFuture.supplyAsync(() -> take(Duration.ofMinutes(1), NO_LINGER));
        queue.offer(submission(1, 10));
        await().during(Duration.ofMillis(50)).until(() -> !taken.isDone());

        queue.offer(submission(9, 10));

        assertThat(taken).succeedsWithin(Duration.ofSeconds(5));
        assertThat(taken.join()).hasSize(2);
    }

    @Test
    void companyGathersWhileAnotherBatchIsUnderWay() throws InterruptedException {
        queue.offer(submission(1, 10));
        var underWay = queue.take(NO_LINGER, NO_LINGER);
        var next = CompletableFuture.supplyAsync(() -> take(NO_LINGER, Duration.ofMinutes(1)));
        queue.offer(submission(1, 10));
        queue.offer(submission(1, 10));
        await().during(Duration.ofMillis(50)).until(() -> !next.isDone());

        queue.release(underWay);

        assertThat(next).succeedsWithin(Duration.ofSeconds(5));
        assertThat(next.join()).hasSize(2);
    }

    @Test
    void aFullBatchDoesNotWaitForTheOneUnderWay() throws InterruptedException {
        queue.offer(submission(1, 10));
        var underWay = queue.take(NO_LINGER, NO_LINGER);
        queue.offer(submission(10, 10));

        assertThat(queue.take(Duration.ofMinutes(1), Duration.ofMinutes(1))).hasSize(1);
        queue.release(underWay);
    }

    @Test
    void aClosedQueueAcceptsNothingAndGivesWhatItHolds() throws InterruptedException {
        var waiting = submission(1, 10);
        queue.offer(waiting);
        queue.close();

        assertThat(queue.offer(submission(1, 10))).isFalse();
        assertThat(queue.take(Duration.ofMinutes(1), NO_LINGER)).containsExactly(waiting);
        assertThat(queue.take(Duration.ofMinutes(1), NO_LINGER)).isEmpty();
    }

    @Test
    void manySendersAndTwoWritersLoseNothing() {
        var large = new FlushQueue(Long.MAX_VALUE, 10, Long.MAX_VALUE);
        var writers = List.of(drain(large), drain(large));
        IntStream.range(0, 2000).parallel().forEach(i -> large.offer(submission(1, 1)));
        large.close();

        assertThat(writers.stream().mapToInt(CompletableFuture::join).sum()).isEqualTo(2000);
        assertThat(large.heldBytes()).isZero();
    }

    private static CompletableFuture<Integer> drain(FlushQueue queue) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                var events = 0;
                for (var batch = queue.take(NO_LINGER, NO_LINGER);
                        !batch.isEmpty();
                        batch = queue.take(NO_LINGER, NO_LINGER)) {
                    events += batch.size();
                    queue.release(batch);
                }
                return events;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private List<Submission> take(Duration linger, Duration overlap) {
        try {
            return queue.take(linger, overlap);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Submission submission(int events, long bytes) {
        return submission(events, bytes, System.nanoTime());
    }

    private static Submission submission(int events, long bytes, long arrival) {
        List<Event> list = IntStream.range(0, events)
                .mapToObj(i -> TestEvents.timed("e" + i, Instant.EPOCH))
                .toList();
        return new Submission(UUID.randomUUID(), list, bytes, arrival);
    }
}
