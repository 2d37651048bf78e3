package io.tidemark.alert.evaluation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Whether evaluation goes on. */
@Liveness
@ApplicationScoped
class PulseCheck implements HealthCheck {

    private static final Duration LONGEST = Duration.ofMinutes(2);

    private final Pulse pulse;
    private final EvaluationConfig config;

    PulseCheck(Pulse pulse, EvaluationConfig config) {
        this.pulse = pulse;
        this.config = config;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("evaluation")
                .status(!config.enabled() || pulse.age().compareTo(LONGEST) < 0)
                .build();
    }
}
