package io.tidemark.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreshCacheTest {

    private static final Duration NOW = Duration.ofMillis(100);

    long nanos;
    final List<String> asked = new ArrayList<>();
    final Deque<UniEmitter<? super Optional<String>>> waiting = new ArrayDeque<>();
    final FreshCache<String, String> cache = new FreshCache<>(Freshness.CREDENTIALS, this::ask, () -> nanos);

    @Test
    void allWhoWaitForAKeyShareOneQuestion() {
        var waiters = IntStream.range(0, 10)
                .mapToObj(i -> cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create()))
                .toList();

        answer("1");

        assertThat(asked).containsExactly("a");
        waiters.forEach(waiter -> waiter.assertCompleted().assertItem(Optional.of("1")));
    }

    @Test
    void whoGivesUpWaitingTakesNobodyAlong() {
        var leaving = cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        var staying = cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        leaving.cancel();

        answer("1");

        staying.assertCompleted().assertItem(Optional.of("1"));
        assertThat(now("a")).contains("1");
        assertThat(asked).hasSize(1);
    }

    @Test
    void anAnswerInUseIsRenewedBeforeAnybodyWaits() {
        load("a", "1");
        nanos += Duration.ofMillis(1500).toNanos();

        assertThat(now("a")).contains("1");
        assertThat(asked).hasSize(2);
        answer("2");
        assertThat(now("a")).contains("2");
    }

    @Test
    void anAnswerOlderThanTwoSecondsIsNotGiven() {
        load("a", "1");
        nanos += Duration.ofSeconds(2).toNanos();

        var waiter = cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        waiter.assertNotTerminated();
        answer(null);

        waiter.assertItem(Optional.empty());
    }

    @Test
    void theAgeOfAnAnswerCountsFromItsQuestion() {
        var waiter = cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        nanos += Duration.ofSeconds(2).toNanos();
        answer("1");
        waiter.assertItem(Optional.of("1"));

        cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create()).assertNotTerminated();
    }

    @Test
    void thatThereIsNoneIsRememberedToo() {
        load("a", null);

        assertThat(now("a")).isEmpty();
        assertThat(asked).hasSize(1);
        nanos += Duration.ofSeconds(2).toNanos();
        cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        assertThat(asked).hasSize(2);
    }

    @Test
    void whileTheSourceIsAwayTheLastAnswerServesForAMinute() {
        load("a", "1");
        nanos += Duration.ofSeconds(59).toNanos();
        var waiter = cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        fail();
        waiter.assertItem(Optional.of("1"));

        // From now on nobody waits for the source, but it is tried again.
        assertThat(now("a")).contains("1");
        assertThat(asked).hasSize(3);

        fail();
        nanos += Duration.ofSeconds(1).toNanos();
        var late = cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        fail();
        late.assertFailedWith(IllegalStateException.class, "away");
    }

    @Test
    void aFailureIsNotRemembered() {
        var failed = cache.get("a").subscribe().withSubscriber(UniAssertSubscriber.create());
        fail();
        failed.assertFailedWith(IllegalStateException.class, "away");

        load("a", "1");
        assertThat(now("a")).contains("1");
    }

    @Test
    void aSourceThatThrowsFailsAsOthersDo() {
        var broken = new FreshCache<String, String>(Freshness.CREDENTIALS, key -> {
            throw new IllegalStateException("thrown");
        });

        assertThatThrownBy(() -> broken.get("a").await().atMost(NOW)).hasMessage("thrown");
    }

    @Test
    void aSourceThatHangsCountsAsAway() {
        load("a", "1");
        nanos += Duration.ofSeconds(3).toNanos();

        assertThat(cache.get("a").await().atMost(Duration.ofSeconds(10))).contains("1");
        assertThat(asked).hasSize(2);
    }

    @Test
    void wrongKeysDoNotPushOutRightOnes() {
        load("right", "1");
        for (int i = 0; i < 100_000; i++) {
            load("wrong" + i, null);
        }

        asked.clear();
        assertThat(now("right")).contains("1");
        assertThat(asked).isEmpty();
    }

    private Uni<Optional<String>> ask(String key) {
        asked.add(key);
        return Uni.createFrom().<Optional<String>>emitter(waiting::add);
    }

    private void load(String key, String value) {
        var waiter = cache.get(key).subscribe().withSubscriber(UniAssertSubscriber.create());
        answer(value);
        waiter.assertItem(Optional.ofNullable(value));
    }

    private void answer(String value) {
        waiting.remove().complete(Optional.ofNullable(value));
    }

    private void fail() {
        waiting.remove().fail(new IllegalStateException("away"));
    }

    private Optional<String> now(String key) {
        return cache.get(key).await().atMost(NOW);
    }
}
