package io.tidemark.platform.limit;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.tidemark.platform.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TurnsTest {

    private static final UUID ACME = new UUID(0, 1);
    private static final UUID GLOBEX = new UUID(0, 2);

    private final List<String> begun = new ArrayList<>();
    private final List<CompletableFuture<String>> work = new ArrayList<>();
    private final Turns turns = turns(Duration.ofMinutes(1));

    @Test
    void whatComesBeyondTheLimitBeginsInOrderWhenSomethingEnds() {
        var first = take(ACME, 2, "a");
        take(ACME, 2, "b");
        var third = take(ACME, 2, "c");
        take(ACME, 2, "d");

        assertThat(begun).containsExactly("a", "b");
        assertThat(turns.waiting()).isEqualTo(2);
        end(0);
        assertThat(begun).containsExactly("a", "b", "c");
        assertThat(turns.waiting()).isOne();
        end(2);
        first.awaitItem().assertItem("a");
        third.awaitItem().assertItem("c");
        assertThat(begun).containsExactly("a", "b", "c", "d");
    }

    @Test
    void otherTenantsHaveTurnsOfTheirOwn() {
        take(ACME, 1, "a");
        take(ACME, 1, "b");
        take(GLOBEX, 1, "c");

        assertThat(begun).containsExactly("a", "c");
    }

    @Test
    void aTurnEndsWithAFailureAndWithAThrow() {
        var failing = take(ACME, 1, "a");
        var throwing = turns.take(ACME, 1, () -> {
                    throw new IllegalStateException("thrown");
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
        take(ACME, 1, "b");

        work.getFirst().completeExceptionally(new IllegalStateException("failed"));

        failing.awaitFailure().assertFailedWith(IllegalStateException.class, "failed");
        throwing.awaitFailure().assertFailedWith(IllegalStateException.class, "thrown");
        assertThat(begun).containsExactly("a", "b");
    }

    @Test
    void whoWaitsTooLongIsRefusedAndTheNextOneHasTheTurn() {
        var impatient = turns(Duration.ofMillis(50));
        take(impatient, "a");
        var late = take(impatient, "b");

        late.awaitFailure().assertFailedWith(ProblemException.class, "RATE_LIMITED");
        var last = take(impatient, "c");
        end(0);

        assertThat(begun).containsExactly("a", "c");
        end(1);
        last.awaitItem().assertItem("c");
    }

    @Test
    void whatNobodyWaitsForDoesNotBeginButWhatHasBegunKeepsItsTurn() {
        var gone = take(ACME, 1, "a");
        var neverBegun = take(ACME, 1, "b");
        take(ACME, 1, "c");

        neverBegun.cancel();
        gone.cancel();
        assertThat(begun).containsExactly("a");
        end(0);
        assertThat(begun).containsExactly("a", "c");
    }

    @Test
    void noLimitLetsAllBeginAndAHigherOneCountsFromTheNextOnOn() {
        IntStream.range(0, 20).forEach(number -> take(ACME, 0, "a"));
        assertThat(begun).hasSize(20);

        take(GLOBEX, 1, "b");
        take(GLOBEX, 1, "c");
        take(GLOBEX, 1, "d");
        take(GLOBEX, 3, "e");
        assertThat(begun.subList(20, begun.size())).containsExactly("b", "c", "d");
    }

    @Test
    void underLoadFromManyThreadsNoTurnIsLostOrGivenTwice() throws InterruptedException {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8);
                var workers = Executors.newFixedThreadPool(8)) {
            IntStream.range(0, 5_000)
                    .forEach(number -> threads.execute(() -> turns.take(ACME, 3, () -> Uni.createFrom()
                                    .item(() -> {
                                        most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                                        Thread.yield();
                                        return underWay.decrementAndGet();
                                    })
                                    .runSubscriptionOn(workers))
                            .await()
                            .indefinitely()));
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
            turns.take(ACME, 3, () -> Uni.createFrom().item(done::incrementAndGet))
                    .await()
                    .indefinitely();
        }
        assertThat(most).hasValueBetween(1, 3);
        assertThat(done).hasValue(1);
    }

    private static Turns turns(Duration patience) {
        return new Turns(patience, () -> ProblemException.rateLimited(Duration.ofSeconds(1)));
    }

    private UniAssertSubscriber<String> take(Turns turns, String name) {
        return take(turns, ACME, 1, name);
    }

    private UniAssertSubscriber<String> take(UUID tenant, int atOnce, String name) {
        return take(turns, tenant, atOnce, name);
    }

    /** Work that lasts until it is ended. */
    private UniAssertSubscriber<String> take(Turns turns, UUID tenant, int atOnce, String name) {
        return turns.take(tenant, atOnce, () -> {
                    begun.add(name);
                    var outcome = new CompletableFuture<String>();
                    work.add(outcome);
                    return Uni.createFrom().completionStage(outcome);
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private void end(int place) {
        work.get(place).complete(begun.get(place));
    }
}
