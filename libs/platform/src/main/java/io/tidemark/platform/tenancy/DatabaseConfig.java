package io.tidemark.platform.tenancy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the database is waited for. */
@ConfigMapping(prefix = "tidemark.database")
public interface DatabaseConfig {

    /** The longest that one statement may run; later, it is cancelled and the request answered with 503. */
    @WithDefault("10s")
    Duration statementTimeout();

    /** The longest wait for a new connection to be made. */
    @WithDefault("1s")
    Duration connectTimeout();

    /** The longest wait for a connection of the pool, busy or not yet made. */
    @WithDefault("2s")
    Duration acquireTimeout();

    /**
     * Whether connections go through a pooler in transaction mode that does not keep prepared statements, such as PgBouncer
     * before 1.21: none is then kept for longer than its transaction.
     */
    @WithDefault("false")
    boolean pooler();
}
