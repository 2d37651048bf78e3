package io.tidemark.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SingleFlightTest {

    private final AtomicLong nanos = new AtomicLong();
    private final SingleFlight<String> flights = new SingleFlight<>(nanos::get);
    private final List<CompletableFuture<String>> begun = new ArrayList<>();

    @Test
    void whoComesWhileTheWorkIsDoneSharesIt() {
        var first = join("a");
        var second = join("a");
        begun.getFirst().complete("done");

        assertThat(begun).hasSize(1);
        assertThat(first.awaitItem().getItem()).isEqualTo("done");
        assertThat(second.awaitItem().getItem()).isEqualTo("done");
    }

    @Test
    void whoComesAfterwardsBeginsAnew() {
        join("a");
        begun.getFirst().complete("done");
        join("a");

        assertThat(begun).hasSize(2);
    }

    @Test
    void differentKeysDoNotShare() {
        join("a");
        join("b");

        assertThat(begun).hasSize(2);
    }

    @Test
    void aFailureIsSharedAndForgotten() {
        var first = join("a");
        begun.getFirst().completeExceptionally(new IllegalStateException("away"));
        join("a");

        first.awaitFailure().assertFailedWith(IllegalStateException.class, "away");
        assertThat(begun).hasSize(2);
    }

    @Test
    void aFlightThatBeganBeforeTheArrivalIsNotJoined() {
        join("a");
        nanos.set(10);
        var fresh = joinBegunSince("a", 5);
        begun.get(0).complete("old");
        begun.get(1).complete("new");

        assertThat(fresh.awaitItem().getItem()).isEqualTo("new");
    }

    @Test
    void aFlightThatBeganAfterTheArrivalIsJoined() {
        nanos.set(10);
        join("a");
        var fresh = joinBegunSince("a", 5);
        begun.getFirst().complete("done");

        assertThat(begun).hasSize(1);
        assertThat(fresh.awaitItem().getItem()).isEqualTo("done");
    }

    @Test
    void theEndOfAnOldFlightLeavesTheNewOneInPlace() {
        join("a");
        nanos.set(10);
        joinBegunSince("a", 5);
        begun.get(0).complete("old");
        join("a");

        assertThat(begun).hasSize(2);
    }

    @Test
    void whoGoesAwayDoesNotStopTheOthers() {
        var first = join("a");
        var second = join("a");
        first.cancel();
        begun.getFirst().complete("done");

        assertThat(second.awaitItem().getItem()).isEqualTo("done");
    }

    private UniAssertSubscriber<String> join(String key) {
        return flights.join(key, this::work).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private UniAssertSubscriber<String> joinBegunSince(String key, long time) {
        return flights.joinBegunSince(key, time, this::work).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<String> work() {
        var outcome = new CompletableFuture<String>();
        begun.add(outcome);
        return Uni.createFrom().completionStage(outcome);
    }
}
