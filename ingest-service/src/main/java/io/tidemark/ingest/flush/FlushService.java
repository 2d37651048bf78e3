package io.tidemark.ingest.flush;

import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.tidemark.events.Event;
import io.tidemark.ingest.partition.Partitions;
import io.tidemark.platform.tenancy.Tenant;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Where events are handed in, and the writers that store them. */
@ApplicationScoped
public class FlushService {

    private static final long WATCH_MILLIS = 100;
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final FlushQueue queue;
    private final Availability availability;
    private final Partitions partitions;
    private final FlushConfig config;
    private final List<FlushWriter> writers;
    private final List<Thread> threads;

    FlushService(
            FlushConfig config,
            FlushStore store,
            Partitions partitions,
            Availability availability,
            FlushMetrics metrics) {
        this.config = config;
        this.availability = availability;
        this.partitions = partitions;
        this.queue = new FlushQueue(
                config.queueBytes().asLongValue(),
                config.maxEvents(),
                config.maxBytes().asLongValue());
        this.writers = IntStream.range(0, config.writers())
                .mapToObj(i -> new FlushWriter(queue, store, partitions, availability, config))
                .toList();
        this.threads = IntStream.range(0, config.writers())
                .mapToObj(i ->
                        Thread.ofPlatform().daemon().name("flush-writer-", i).unstarted(writers.get(i)))
                .toList();
        metrics.watch(queue);
    }

    /**
     * Answers once the events are committed, or known not to be, or once that took too long.
     *
     * @param bytes estimated size of the events in memory
     */
    public Uni<Outcome> submit(Tenant tenant, List<Event> events, long bytes) {
        if (availability.isAway()) {
            return Uni.createFrom().item(new Outcome.Unavailable());
        }
        var days = events.stream().map(Event::day).collect(Collectors.toSet());
        var submission = new Submission(tenant.id(), events, bytes, System.nanoTime());
        if (partitions.areKnown(days)) {
            return enqueue(submission);
        }
        return partitions
                .ensure(days)
                .ifNoItem()
                .after(config.deadline())
                .fail()
                .onItem()
                .transformToUni(made -> enqueue(submission))
                .onFailure()
                .invoke(failure -> Log.warnf("Partitions were not made in time: %s", failure.toString()))
                .onFailure()
                .recoverWithItem(new Outcome.Unavailable());
    }

    /** Whether all writers run; one that does not is a defect, and no reason to send requests here. */
    boolean isAlive() {
        return threads.stream().allMatch(Thread::isAlive);
    }

    private Uni<Outcome> enqueue(Submission submission) {
        return queue.offer(submission)
                ? Uni.createFrom().completionStage(submission.outcome())
                : Uni.createFrom().item(new Outcome.Overloaded());
    }

    void start(@Observes StartupEvent event, Vertx vertx) {
        threads.forEach(Thread::start);
        vertx.setPeriodic(WATCH_MILLIS, timer -> refuseOverdue());
    }

    /** Requests are no longer accepted by now: what waits is stored, then the writers end. */
    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        queue.close();
        for (var thread : threads) {
            if (!thread.join(DRAIN)) {
                thread.interrupt();
            }
        }
    }

    private void refuseOverdue() {
        queue.removeOlderThan(config.deadline()).forEach(submission -> submission.settle(new Outcome.Overloaded()));
        var now = System.nanoTime();
        writers.forEach(writer -> writer.refuseOverdue(now));
    }
}
