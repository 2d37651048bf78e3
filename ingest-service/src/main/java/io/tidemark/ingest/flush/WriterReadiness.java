package io.tidemark.ingest.flush;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready once a writer has ended; says so. While the database is away events are refused here, with Retry-After. */
@Readiness
@ApplicationScoped
class WriterReadiness implements HealthCheck {

    private final FlushService flushes;

    WriterReadiness(FlushService flushes) {
        this.flushes = flushes;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("writers");
        if (!flushes.isAlive()) {
            return response.down().withData("reason", "a writer has ended").build();
        }
        return response.up().build();
    }
}
