package io.tidemark.ingest.roll;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** Keeps the rollers at work. Any number of processes may: a tenant's lock lets one of them at it. */
@ApplicationScoped
class RollService {

    /** A step that is not done by then is rolled back with its connection. */
    private static final Duration DRAIN = Duration.ofSeconds(2);

    /** Statements of a step that may each take as long as one may. */
    private static final int LONG_STATEMENTS = 4;

    private final RollQueue queue = new RollQueue();
    private final RollConfig config;
    private final BacklogRepository backlog;
    private final RollMetrics metrics;
    private final List<Thread> threads;
    private final AtomicBoolean blind = new AtomicBoolean();

    RollService(RollConfig config, BacklogRepository backlog, StepRepository steps, RollMetrics metrics) {
        this.config = config;
        this.backlog = backlog;
        this.metrics = metrics;
        var size = new StepSize(config.minEvents(), config.maxEvents(), config.target());
        var patience = config.timeout().multipliedBy(LONG_STATEMENTS);
        this.threads = IntStream.range(0, config.rollers())
                .mapToObj(i -> Thread.ofPlatform()
                        .daemon()
                        .name("roller-" + i)
                        .unstarted(new RollWorker(queue, steps, size, metrics, patience)))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            threads.forEach(Thread::start);
        }
    }

    /** Looks who waits, and how long. */
    @Scheduled(
            every = "{tidemark.ingest.roll.every}",
            identity = "roller",
            concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> look() {
        return backlog.find()
                .invoke(this::saw)
                .onFailure()
                .invoke(this::sawNothing)
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        queue.close();
        for (var thread : threads) {
            if (thread.isAlive() && !thread.join(DRAIN)) {
                thread.interrupt();
            }
        }
    }

    private void saw(Backlog seen) {
        metrics.lag().seen(seen.age());
        queue.offer(seen.homes());
        if (blind.compareAndSet(true, false)) {
            Log.info("The queue of rollups is seen again");
        }
    }

    private void sawNothing(Throwable failure) {
        metrics.lag().unknown();
        if (blind.compareAndSet(false, true)) {
            Log.warnf("The queue of rollups is not seen: %s", failure);
        }
    }
}
