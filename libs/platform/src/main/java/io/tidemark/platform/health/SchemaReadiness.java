package io.tidemark.platform.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the database is away or its schema older than this service needs; says which. */
@Readiness
@ApplicationScoped
class SchemaReadiness implements AsyncHealthCheck {

    /** The newest migration that the code of this release needs. */
    static final String REQUIRED = "202611270400";

    private static final String NAME = "schema";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SchemaRepository repository;

    SchemaReadiness(SchemaRepository repository) {
        this.repository = repository;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return repository
                .findVersion()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(SchemaReadiness::compare)
                .onFailure()
                .recoverWithItem(failure -> down("the database is not reachable"));
    }

    private static HealthCheckResponse compare(Optional<String> version) {
        return version.filter(found -> found.compareTo(REQUIRED) >= 0)
                .map(found -> HealthCheckResponse.named(NAME)
                        .up()
                        .withData("version", found)
                        .build())
                .orElseGet(() -> down("migration %s is missing, the newest applied is %s: run aggregation-job migrate"
                        .formatted(REQUIRED, version.orElse("none"))));
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
