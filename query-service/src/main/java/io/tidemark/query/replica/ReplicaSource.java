package io.tidemark.query.replica;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.InjectableInstance;
import io.quarkus.logging.Log;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.ReadSource;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads from the replica once it has what was committed on the primary when it was asked, and from the primary if that
 * takes too long: an answer holds every event that was acknowledged before it was asked for, whoever gave it.
 */
@ApplicationScoped
class ReplicaSource implements ReadSource {

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final Optional<Pool> replica;
    private final PositionRepository positions;
    private final ReplicaConfig config;
    private final Counter fromReplica;
    private final Counter fromPrimary;
    private volatile long restingUntil = System.nanoTime();

    ReplicaSource(
            @ReactiveDataSource("replica") InjectableInstance<Pool> pool,
            PositionRepository positions,
            ReplicaConfig config,
            MeterRegistry registry) {
        this.replica = config.readReplica().map(url -> pool.get());
        this.positions = positions;
        this.config = config;
        this.fromReplica = counter(registry, "replica");
        this.fromPrimary = counter(registry, "primary");
    }

    @Override
    public Uni<Optional<Pool>> choose(Pool primary) {
        return replica.map(server -> choose(primary, server))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    @Override
    public void failed(Throwable failure) {
        restingUntil = System.nanoTime() + config.replicaRest().toNanos();
        Log.warnf("The replica is left alone for %s: %s", config.replicaRest(), failure);
    }

    private Uni<Optional<Pool>> choose(Pool primary, Pool server) {
        if (System.nanoTime() - restingUntil < 0) {
            fromPrimary.increment();
            return Uni.createFrom().item(Optional.empty());
        }
        // Without the primary nobody knows what was committed: the reading then fails there.
        return positions
                .flushed(primary)
                .flatMap(position -> hasCaughtUp(server, position))
                .onFailure()
                .recoverWithItem(false)
                .invoke(caughtUp -> (caughtUp ? fromReplica : fromPrimary).increment())
                .map(caughtUp -> caughtUp ? Optional.of(server) : Optional.empty());
    }

    private Uni<Boolean> hasCaughtUp(Pool server, String position) {
        return positions
                .isReplayed(server, position)
                .onFailure()
                .invoke(this::failed)
                .repeat()
                .withDelay(LOOK_EVERY)
                .atMost(1 + config.replicaPatience().dividedBy(LOOK_EVERY))
                .filter(replayed -> replayed)
                .toUni()
                .map(replayed -> replayed != null);
    }

    private static Counter counter(MeterRegistry registry, String server) {
        return Counter.builder("tidemark.query.reads")
                .description("Readings by the server that they were sent to, where there is a replica")
                .tag("server", server)
                .register(registry);
    }
}
