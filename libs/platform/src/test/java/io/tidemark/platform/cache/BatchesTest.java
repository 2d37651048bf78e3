package io.tidemark.platform.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidemark.platform.problem.ProblemException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {

    final List<Collection<String>> asked = new ArrayList<>();
    final Deque<UniEmitter<? super Map<String, String>>> questions = new ArrayDeque<>();
    final Batches<String, String> batches = new Batches<>(3, 5, this::ask);

    @Test
    void whatComesDuringAQuestionIsAskedTogetherAfterIt() {
        var a = find("a");
        var b = find("b");
        var c = find("c");
        var again = find("c");
        assertThat(asked).containsExactly(List.of("a"));

        questions.remove().complete(Map.of("a", "1"));
        a.assertItem(Optional.of("1"));
        assertThat(asked).containsExactly(List.of("a"), List.of("b", "c"));

        questions.remove().complete(Map.of("c", "3"));
        b.assertItem(Optional.empty());
        c.assertItem(Optional.of("3"));
        again.assertItem(Optional.of("3"));
        find("d");
        assertThat(asked).last().isEqualTo(List.of("d"));
    }

    @Test
    void aQuestionIsNeverLargerThanABatch() {
        find("a");
        for (var key : List.of("b", "c", "d", "e")) {
            find(key);
        }
        questions.remove().complete(Map.of());

        assertThat(asked).last().isEqualTo(List.of("b", "c", "d"));
    }

    @Test
    void aFullQueueRefusesAtOnce() {
        find("under way");
        for (int i = 0; i < 5; i++) {
            find("waiting" + i);
        }

        find("one too many").assertFailedWith(ProblemException.class, "OVERLOADED");
    }

    @Test
    void aFailureReachesThoseWhoAskedAndNobodyElse() {
        var a = find("a");
        var b = find("b");
        questions.remove().fail(new IllegalStateException("away"));
        questions.remove().complete(Map.of("b", "2"));

        a.assertFailedWith(IllegalStateException.class, "away");
        b.assertItem(Optional.of("2"));
    }

    @Test
    void manyThreadsAllGetTheirAnswers() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        var many = new Batches<Integer, Integer>(100, 10_000, keys -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            var answers = keys.stream().collect(Collectors.toMap(key -> key, key -> key * 2));
            return Uni.createFrom()
                    .item(answers)
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(1))
                    .invoke(underWay::decrementAndGet);
        });
        var found = new ConcurrentHashMap<Integer, Integer>();

        try (var threads = Executors.newFixedThreadPool(50)) {
            IntStream.range(0, 5000)
                    .forEach(key -> threads.execute(() -> many.find(key)
                            .await()
                            .atMost(Duration.ofSeconds(20))
                            .ifPresent(value -> found.put(key, value))));
        }

        assertThat(found).hasSize(5000).allSatisfy((key, value) -> assertThat(value)
                .isEqualTo(key * 2));
        assertThat(most).hasValue(1);
    }

    private UniAssertSubscriber<Optional<String>> find(String key) {
        return batches.find(key).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private Uni<Map<String, String>> ask(Collection<String> keys) {
        asked.add(List.copyOf(keys));
        return Uni.createFrom().<Map<String, String>>emitter(questions::add);
    }
}
