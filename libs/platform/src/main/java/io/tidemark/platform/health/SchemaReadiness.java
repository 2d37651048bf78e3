package io.tidemark.platform.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jspecify.annotations.Nullable;

/**
 * Not ready before the database has been seen with a schema as new as this service needs; says why. From then on always
 * ready, also while the database is away: other instances have no other one, so that taking this one out would only have
 * the ingress answer in its place, without Retry-After. Nor does a busy pool count, since it is not asked any more.
 */
@Readiness
@ApplicationScoped
class SchemaReadiness implements AsyncHealthCheck {

    /** The newest migration that the code of this release needs. */
    static final String REQUIRED = "202611272240";

    private static final String NAME = "schema";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final SchemaRepository repository;
    private volatile @Nullable String seen;

    SchemaReadiness(SchemaRepository repository) {
        this.repository = repository;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Optional.ofNullable(seen)
                .map(version -> Uni.createFrom().item(up(version)))
                .orElseGet(this::ask);
    }

    private Uni<HealthCheckResponse> ask() {
        return repository
                .findVersion()
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .map(this::compare)
                .onFailure()
                .recoverWithItem(failure -> down("the database is not reachable"));
    }

    private HealthCheckResponse compare(Optional<String> version) {
        return version.filter(found -> found.compareTo(REQUIRED) >= 0)
                .map(found -> {
                    seen = found;
                    return up(found);
                })
                .orElseGet(() -> down("migration %s is missing, the newest applied is %s: run aggregation-job migrate"
                        .formatted(REQUIRED, version.orElse("none"))));
    }

    private static HealthCheckResponse up(String version) {
        return HealthCheckResponse.named(NAME).up().withData("version", version).build();
    }

    private static HealthCheckResponse down(String reason) {
        return HealthCheckResponse.named(NAME).down().withData("reason", reason).build();
    }
}
