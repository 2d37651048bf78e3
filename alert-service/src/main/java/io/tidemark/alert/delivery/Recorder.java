package io.tidemark.alert.delivery;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes attempts down, all those of a moment together. One that cannot be written is made again when its lease ends:
 * rather twice than never.
 */
@ApplicationScoped
class Recorder {

    private static final Duration LINGER = Duration.ofMillis(15);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MOST = 500;
    private static final int CONCURRENCY = 6;

    private final BlockingQueue<Attempt> attempts = new LinkedBlockingQueue<>();
    private final AttemptRepository repository;

    Recorder(AttemptRepository repository) {
        this.repository = repository;
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    /** Waits so long at most for an attempt, and writes it down with those that come with it. Says whether one came. */
    boolean writeNext(Duration wait) throws InterruptedException {
        var first = attempts.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (first == null) {
            return false;
        }
        LockSupport.parkNanos(LINGER.toNanos());
        var batch = new ArrayList<Attempt>();
        batch.add(first);
        attempts.drainTo(batch, MOST);
        var byTenant = new LinkedHashMap<UUID, List<Attempt>>();
        batch.forEach(attempt -> byTenant.computeIfAbsent(attempt.tenant(), tenant -> new ArrayList<>())
                .add(attempt));
        var writes = byTenant.entrySet().stream()
                .map(ofTenant -> write(ofTenant.getKey(), ofTenant.getValue()))
                .toList();
        try {
            Uni.join()
                    .all(writes)
                    .usingConcurrencyOf(CONCURRENCY)
                    .andFailFast()
                    .await()
                    .atMost(PATIENCE);
        } catch (RuntimeException e) {
            Log.warnf("Attempts at deliveries were not written down in time: %s", e.toString());
        }
        return true;
    }

    private Uni<Void> write(UUID tenant, List<Attempt> batch) {
        return repository
                .record(tenant, batch)
                .onFailure()
                .invoke(failure -> Log.warnf(
                        failure, "%d attempts at deliveries were not written down and will be repeated", batch.size()))
                .onFailure()
                .recoverWithNull();
    }
}
