package io.tidemark.aggregation.migration;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.aggregation.run.Outcome;
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

    private final MigrationConfig config;
    private final InstantSource clock = InstantSource.system();

    Migration(MigrationConfig config) {
        this.config = config;
    }

    public Outcome run() {
        var startedAt = clock.instant();
        var failures = new Failures();
        var applied = failures.attempt("migrate", this::migrate, List.<String>of());
        var summary = new JsonObject().put("job", "migrate").put("applied", new JsonArray(applied));
        if (!failures.none()) {
            summary.put("failures", failures.toJson());
        }
        summary.put("durationMs", Duration.between(startedAt, clock.instant()).toMillis());
        return new Outcome.Finished(summary, failures.none());
    }

    private List<String> migrate() {
        return new Migrator(
                        required(config.jdbcUrl(), "JDBC_URL"),
                        required(config.username(), "USERNAME"),
                        config.password().orElse(""))
                .migrate();
    }

    private static String required(Optional<String> value, String name) {
        return value.orElseThrow(() -> new IllegalStateException("TIDEMARK_MIGRATION_" + name + " is not set"));
    }
}
