package io.tidemark.alert.evaluation;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

/** Works on what is due for as long as the service runs. Any number of replicas may do so. */
@ApplicationScoped
class EvaluationLoop {

    private static final Duration DRAIN = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final ClaimService claims;
    private final EvaluationConfig config;
    private final Pulse pulse;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final EvaluationMetrics metrics;
    private final InstantSource clock;
    private final AtomicReference<Optional<Instant>> failingSince = new AtomicReference<>(Optional.empty());
    private final List<Thread> threads;

    EvaluationLoop(
            ClaimService claims, EvaluationConfig config, Pulse pulse, EvaluationMetrics metrics, InstantSource clock) {
        this.claims = claims;
        this.config = config;
        this.pulse = pulse;
        this.metrics = metrics;
        this.clock = clock;
        this.threads = IntStream.range(0, config.workers())
                .mapToObj(i -> Thread.ofVirtual().name("evaluation-" + i).unstarted(this::run))
                .toList();
    }

    void start(@Observes StartupEvent event) {
        if (config.enabled()) {
            pulse.beat();
            threads.forEach(Thread::start);
        }
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopped.countDown();
        for (var thread : threads) {
            if (thread.isAlive() && !thread.join(DRAIN)) {
                thread.interrupt();
            }
        }
    }

    private void run() {
        try {
            var pause = Duration.ZERO;
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = work();
                pulse.beat();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How long to wait before the next claim. */
    private Duration work() {
        try {
            var claimed = claims.work();
            failingSince
                    .getAndSet(Optional.empty())
                    .ifPresent(since -> Log.warnf("Rules are evaluated again, what was due since %s late", since));
            return claimed == 0 ? config.poll() : Duration.ZERO;
        } catch (RuntimeException e) {
            metrics.failed();
            // Tried again and again, so said once.
            if (failingSince.compareAndSet(Optional.empty(), Optional.of(clock.instant()))) {
                Log.warnf("What is due is not to be had, trying again: %s", e);
            }
            return PAUSE;
        }
    }
}
