package io.tidemark.schema;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateOutput;

/** Brings a database to the newest schema. Runs as the owner of the schema, never as a service. */
public final class Migrator {

    private final Flyway flyway;

    /**
     * @param jdbcUrl a PostgreSQL JDBC URL
     * @param user a role that may create tables, functions and roles
     */
    public Migrator(String jdbcUrl, String user, String password) {
        this.flyway = Flyway.configure()
                .dataSource(jdbcUrl, user, password)
                .locations("classpath:db/migration")
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                // A database that is still starting is waited for, half a minute at most.
                .connectRetries(5)
                .load();
    }

    /** Applies what is missing and returns the versions applied, oldest first; none if the schema was current. */
    public List<String> migrate() {
        return flyway.migrate().migrations.stream()
                .map((MigrateOutput migration) -> migration.version)
                .toList();
    }
}
