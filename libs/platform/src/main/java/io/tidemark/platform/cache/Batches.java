package io.tidemark.platform.cache;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.tidemark.platform.problem.Outage;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Asks for many keys at once: while one question is under way, the next keys gather. So the load on the source does not
 * grow with the number of keys asked for, and whoever finds the queue full is told to come back.
 */
public final class Batches<K, V> {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final int batch;
    private final Function<Collection<K>, Uni<Map<K, V>>> source;
    private final BlockingQueue<Waiting<K, V>> queue;
    private final AtomicBoolean busy = new AtomicBoolean();

    /**
     * Begins with nobody waiting.
     *
     * @param batch how many keys are asked for at once
     * @param waiting how many may wait
     * @param source answers those of the keys that it knows
     */
    public Batches(int batch, int waiting, Function<Collection<K>, Uni<Map<K, V>>> source) {
        this.batch = batch;
        this.source = source;
        this.queue = new ArrayBlockingQueue<>(waiting);
    }

    public Uni<Optional<V>> find(K key) {
        return Uni.createFrom().emitter(emitter -> {
            if (queue.offer(new Waiting<>(key, emitter))) {
                askNext();
            } else {
                emitter.fail(ProblemException.retryLater(
                        ProblemType.OVERLOADED, "Too many credentials wait to be looked up.", Outage.RETRY_AFTER));
            }
        });
    }

    private void askNext() {
        // Looked at again after busy is reset: a key may have been queued in between.
        while (!queue.isEmpty() && busy.compareAndSet(false, true)) {
            var asked = new ArrayList<Waiting<K, V>>();
            if (queue.drainTo(asked, batch) == 0) {
                busy.set(false);
                continue;
            }
            ask(asked);
            return;
        }
    }

    private void ask(List<Waiting<K, V>> asked) {
        var keys = asked.stream().map(Waiting::key).distinct().toList();
        Uni.createFrom()
                .deferred(() -> source.apply(keys))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(Outage::problem)
                .onTermination()
                .invoke(() -> busy.set(false))
                .subscribe()
                .with(
                        answers -> {
                            asked.forEach(one -> one.emitter().complete(Optional.ofNullable(answers.get(one.key()))));
                            askNext();
                        },
                        failure -> {
                            asked.forEach(one -> one.emitter().fail(failure));
                            askNext();
                        });
    }

    private record Waiting<K, V>(K key, UniEmitter<? super Optional<V>> emitter) {}
}
