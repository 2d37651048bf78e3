package io.tidemark.platform.risk;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.tidemark.risk.DatabaseRisks;
import io.tidemark.risk.RefusedRiskException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service starts without its database, too; it is then not ready until the database is known to be a fitting one. */
@Readiness
@ApplicationScoped
class DatabaseRisk implements AsyncHealthCheck {

    static final String NAME = "database-risks";

    private static final Duration START_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DatabaseRisks risks;
    private volatile boolean fitting;

    DatabaseRisk(DatabaseRisks risks) {
        this.risks = risks;
    }

    void check(@Observes StartupEvent event) {
        risks.judgeSettings();
        try {
            risks.judgeSession().await().atMost(START_PATIENCE);
            fitting = true;
        } catch (RefusedRiskException e) {
            throw e;
        } catch (RuntimeException e) {
            Log.infof("What the database is like is not known yet: %s", e);
        }
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return fitting
                ? Uni.createFrom().item(up())
                : risks.judgeSession()
                        .ifNoItem()
                        .after(PATIENCE)
                        .fail()
                        .map(judged -> {
                            fitting = true;
                            return up();
                        })
                        .onFailure()
                        .recoverWithItem(DatabaseRisk::down);
    }

    private static HealthCheckResponse up() {
        return HealthCheckResponse.up(NAME);
    }

    private static HealthCheckResponse down(Throwable failure) {
        var reason =
                failure instanceof RefusedRiskException refused ? refused.reason() : "the database is not reachable";
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
