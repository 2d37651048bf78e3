package io.tidemark.query.live;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The pauses between two moments. When the service is about to stop all of them end at once, and there are no more. */
@ApplicationScoped
class Pauses {

    private final Vertx vertx;
    private final Set<Runnable> sleepers = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    Pauses(Vertx vertx) {
        this.vertx = vertx;
    }

    boolean areOver() {
        return over;
    }

    Uni<Void> pause(Duration duration) {
        return over || !duration.isPositive()
                ? Uni.createFrom().voidItem()
                : Uni.createFrom().emitter(emitter -> {
                    var context = vertx.getOrCreateContext();
                    Runnable wake = () -> context.runOnContext(nothing -> emitter.complete(null));
                    var timer = vertx.setTimer(Math.max(1, duration.toMillis()), id -> emitter.complete(null));
                    sleepers.add(wake);
                    emitter.onTermination(() -> {
                        vertx.cancelTimer(timer);
                        sleepers.remove(wake);
                    });
                });
    }

    void end(@Observes ShutdownDelayInitiatedEvent event) {
        over = true;
        sleepers.forEach(Runnable::run);
    }
}
