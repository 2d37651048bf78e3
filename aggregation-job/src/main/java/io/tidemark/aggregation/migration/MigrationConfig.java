package io.tidemark.aggregation.migration;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** The owner of the schema; only `migrate` needs it. */
@ConfigMapping(prefix = "tidemark.migration")
interface MigrationConfig {

    /** {@code jdbc:postgresql://host:port/database}. */
    Optional<String> jdbcUrl();

    /** The owner of the schema, who may create roles. */
    Optional<String> username();

    /** The owner's password. */
    Optional<String> password();
}
