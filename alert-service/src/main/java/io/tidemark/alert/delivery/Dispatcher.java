package io.tidemark.alert.delivery;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Takes what is due from the queue and sends it, each delivery in a virtual thread. Any number of these may run, in any
 * number of processes.
 */
final class Dispatcher {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CONCURRENCY = 6;
    private static final Duration LINGER = Duration.ofMillis(20);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Depot depot;
    private final Courier courier;
    private final Recorder recorder;
    private final Lanes lanes;
    private final DeliveryConfig config;
    private final Semaphore free;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(2);

    Dispatcher(Depot depot, Courier courier, Recorder recorder, Lanes lanes, DeliveryConfig config) {
        this.depot = depot;
        this.courier = courier;
        this.recorder = recorder;
        this.lanes = lanes;
        this.config = config;
        this.free = new Semaphore(config.maxInFlight());
    }

    void start() {
        Thread.ofVirtual().name("deliveries-").start(this::dispatch);
        Thread.ofVirtual().name("attempts-").start(this::write);
    }

    /** Claims no more, and waits for what is under way; what takes too long is sent again by somebody else. */
    void stop(Duration patience) {
        stopped.countDown();
        try {
            if (!ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                Log.info("Deliveries under way are left to be repeated");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void dispatch() {
        var pause = Duration.ZERO;
        try {
            while (!stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = dispatchOnce();
            }
            free.acquire(config.maxInFlight());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    private void write() {
        try {
            while (recorder.writeNext(config.pollInterval()) || ended.getCount() > 1) {
                // Until nothing is under way that could still come.
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            ended.countDown();
        }
    }

    /** Says how long the queue can be left alone. */
    private Duration dispatchOnce() {
        var room = free.availablePermits();
        if (room == 0) {
            return LINGER;
        }
        try {
            lanes.forgetIdle();
            var claims = depot.claim(lanes, room).await().atMost(PATIENCE);
            var deadline =
                    System.nanoTime() + config.lease().minus(config.timeout()).toNanos();
            send(claims, deadline);
            return claims.isEmpty() ? config.pollInterval() : LINGER;
        } catch (RuntimeException e) {
            Log.warnf("Deliveries were not claimed: %s", e.toString());
            return AFTER_FAILURE;
        }
    }

    private void send(List<Claim> claims, long deadline) {
        if (claims.isEmpty()) {
            return;
        }
        var loads = claims.stream().collect(Collectors.groupingBy(Claim::tenant)).entrySet().stream()
                .map(ofTenant -> load(ofTenant.getKey(), ofTenant.getValue()))
                .toList();
        var byId = claims.stream().collect(Collectors.toMap(Claim::id, Function.identity()));
        Uni.join().all(loads).usingConcurrencyOf(CONCURRENCY).andFailFast().await().atMost(PATIENCE).stream()
                .flatMap(List::stream)
                .forEach(parcel -> start(parcel, byId, deadline));
    }

    /** One tenant's failure is not that of the others. */
    private Uni<List<Parcel>> load(UUID tenant, List<Claim> claims) {
        return depot.load(tenant, claims.stream().map(Claim::id).toList())
                .onFailure()
                .invoke(failure -> Log.errorf(
                        failure, "%d deliveries of a tenant were not sent; they will be tried again", claims.size()))
                .onFailure()
                .recoverWithItem(List.of());
    }

    private void start(Parcel parcel, Map<UUID, Claim> claims, long deadline) {
        var claim = claims.get(parcel.id());
        if (claim == null) {
            return;
        }
        var lane = lanes.of(parcel.webhook());
        lane.claimed();
        free.acquireUninterruptibly();
        Thread.ofVirtual().name("delivery-").start(() -> {
            try {
                deliver(parcel, claim, lane, deadline);
            } finally {
                free.release();
            }
        });
    }

    private void deliver(Parcel parcel, Claim claim, Lane lane, long deadline) {
        var well = false;
        try {
            lane.enter();
            try {
                // Its turn came too late: the lease would end before the answer.
                if (System.nanoTime() - deadline < 0) {
                    courier.begun(claim);
                    var attempt = courier.attempt(parcel, claim.lease());
                    well = attempt.verdict().isDelivered();
                    attempt.retryAfter().ifPresent(lane::hold);
                    recorder.add(attempt);
                }
            } finally {
                lane.leave();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            Log.error("A delivery broke off; it will be tried again", e);
        } finally {
            lane.finished(well);
        }
    }
}
