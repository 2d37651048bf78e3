package io.tidemark.platform.risk;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Refuses a database that would not keep tenants apart, forgets what was committed, or is talked to in clear. A service
 * starts without its database, too; it is then not ready until the database is known to be a fitting one.
 */
@Readiness
@ApplicationScoped
class DatabaseRisk implements AsyncHealthCheck {

    static final String NAME = "database-risks";

    private static final Duration START_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final DatabaseFactsRepository repository;
    private final Risks risks;
    private final DatabaseLink link;
    private volatile boolean fitting;

    DatabaseRisk(DatabaseFactsRepository repository, Risks risks, Config config) {
        this.repository = repository;
        this.risks = risks;
        this.link = DatabaseLink.of(Dangers.lowerCase(name -> config.getOptionalValue(name, String.class)));
    }

    void check(@Observes StartupEvent event) {
        DatabaseFacts found;
        try {
            found = repository.find().await().atMost(START_PATIENCE);
        } catch (RuntimeException e) {
            Log.infof("What the database is like is not known yet: %s", e);
            return;
        }
        judge(found);
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return fitting
                ? Uni.createFrom().item(up())
                : repository
                        .find()
                        .ifNoItem()
                        .after(PATIENCE)
                        .fail()
                        .invoke(this::judge)
                        .map(judged -> up())
                        .onFailure()
                        .recoverWithItem(DatabaseRisk::down);
    }

    private void judge(DatabaseFacts found) {
        if (found.isForgetful()) {
            Log.warn("PostgreSQL has fsync or synchronous_commit switched off: what is acknowledged may be lost.");
        }
        found.dangers(link).forEach(danger -> risks.take(danger.name(), danger.what()));
        fitting = true;
    }

    private static HealthCheckResponse up() {
        return HealthCheckResponse.up(NAME);
    }

    private static HealthCheckResponse down(Throwable failure) {
        var reason = failure instanceof IllegalStateException refused && refused.getMessage() != null
                ? refused.getMessage()
                : "the database is not reachable";
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
