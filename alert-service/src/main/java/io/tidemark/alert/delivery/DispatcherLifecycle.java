package io.tidemark.alert.delivery;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Runs this process's dispatcher as long as the process. */
@ApplicationScoped
class DispatcherLifecycle {

    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final Dispatcher dispatcher;
    private final boolean enabled;

    DispatcherLifecycle(Depot depot, Courier courier, Recorder recorder, Lanes lanes, DeliveryConfig config) {
        this.dispatcher = new Dispatcher(depot, courier, recorder, lanes, config);
        this.enabled = config.enabled();
    }

    void start(@Observes StartupEvent event) {
        if (enabled) {
            dispatcher.start();
        }
    }

    void stop(@Observes ShutdownEvent event) {
        if (enabled) {
            dispatcher.stop(PATIENCE);
        }
    }
}
