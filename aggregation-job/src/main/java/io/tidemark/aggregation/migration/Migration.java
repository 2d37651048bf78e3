package io.tidemark.aggregation.migration;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.risk.DatabaseRisks;
import io.tidemark.risk.RefusedRiskException;
import io.tidemark.schema.Distribution;
import io.tidemark.schema.Migrator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Brings the database to the newest schema. Not recorded as a run: the schema keeps a history of its own. */
@ApplicationScoped
public class Migration {

    private final DatabaseRisks risks;
    private final MigrationConfig config;
    private final InstantSource clock = InstantSource.system();

    Migration(DatabaseRisks risks, MigrationConfig config) {
        this.risks = risks;
        this.config = config;
    }

    public Outcome run(Optional<Distributor> distributor) {
        try {
            config.jdbcUrl().ifPresent(risks::judgeSettings);
        } catch (RefusedRiskException e) {
            return new Outcome.Refused(e.reason());
        }
        return migrate(distributor);
    }

    private Outcome migrate(Optional<Distributor> distributor) {
        var startedAt = clock.instant();
        var failures = new Failures();
        var applied = failures.attempt("migrate", this::migrate, List.<String>of());
        var summary = new JsonObject().put("job", "migrate").put("applied", new JsonArray(applied));
        if (failures.none()) {
            distributor.ifPresent(wanted -> summary.put(
                    "distributed",
                    new JsonArray(failures.attempt("distribute", () -> distribute(wanted), List.<String>of()))));
        }
        if (!failures.none()) {
            summary.put("failures", failures.toJson());
        }
        summary.put("durationMs", Duration.between(startedAt, clock.instant()).toMillis());
        return new Outcome.Finished(summary, failures.none());
    }

    private List<String> migrate() {
        return new Migrator(jdbcUrl(), username(), password()).migrate();
    }

    private List<String> distribute(Distributor distributor) {
        return switch (distributor) {
            case CITUS -> new Distribution(jdbcUrl(), username(), password()).distribute();
        };
    }

    private String jdbcUrl() {
        return required(config.jdbcUrl(), "JDBC_URL");
    }

    private String username() {
        return required(config.username(), "USERNAME");
    }

    private String password() {
        return config.password().orElse("");
    }

    private static String required(Optional<String> value, String name) {
        return value.orElseThrow(() -> new IllegalStateException("TIDEMARK_MIGRATION_" + name + " is not set"));
    }
}
