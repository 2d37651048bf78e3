package io.tidemark.platform.risk;

import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Refuses a database user that row-level security does not bind. A service starts without its database, too; it is
 * then not ready until the user is known to be a fitting one.
 */
@Readiness
@ApplicationScoped
class PrivilegeRisk implements AsyncHealthCheck {

    static final String NAME = "database-privileges";

    private static final Duration START_PATIENCE = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PrivilegeRepository repository;
    private final Risks risks;
    private volatile boolean fitting;

    PrivilegeRisk(PrivilegeRepository repository, Risks risks) {
        this.repository = repository;
        this.risks = risks;
    }

    void check(@Observes StartupEvent event) {
        Privileges found;
        try {
            found = repository.find().await().atMost(START_PATIENCE);
        } catch (RuntimeException e) {
            Log.infof("The rights of the database user are not known yet: %s", e);
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
                        .recoverWithItem(PrivilegeRisk::down);
    }

    private void judge(Privileges found) {
        if (found.areTooMany()) {
            risks.take(
                    NAME,
                    "The database user %s is a superuser, bypasses row-level security or owns tables: nothing would keep tenants apart but our own statements."
                            .formatted(found.user()));
        }
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
