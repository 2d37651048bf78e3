package io.tidemark.ingest.flush;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while events could not be stored; says why. */
@Readiness
@ApplicationScoped
class WriterReadiness implements HealthCheck {

    private final FlushService flushes;
    private final Availability availability;

    WriterReadiness(FlushService flushes, Availability availability) {
        this.flushes = flushes;
        this.availability = availability;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("writers");
        if (!flushes.isAlive()) {
            return response.down().withData("reason", "a writer has ended").build();
        }
        if (availability.isAway()) {
            return response.down()
                    .withData("reason", "the database does not take events")
                    .build();
        }
        return response.up().build();
    }
}
