package io.tidemark.alert.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether evaluation goes on: attempts count, even those that find the database away. */
@Liveness
@ApplicationScoped
class Pulse implements HealthCheck {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final AtomicLong last = new AtomicLong();
    private final EvaluationConfig config;

    Pulse(EvaluationConfig config) {
        this.config = config;
    }

    void beat() {
        last.set(System.nanoTime());
    }

    @Override
    public HealthCheckResponse call() {
        var age = Duration.ofNanos(System.nanoTime() - last.get());
        return HealthCheckResponse.named("evaluation")
                .status(!config.enabled() || age.compareTo(LONGEST) < 0)
                .build();
    }
}
