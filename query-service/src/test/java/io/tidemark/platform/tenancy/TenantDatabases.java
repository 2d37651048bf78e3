package io.tidemark.platform.tenancy;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Databases for tests that run without Quarkus. */
public final class TenantDatabases {

    private TenantDatabases() {}

    public static TenantDatabase of(Pool pool) {
        return new TenantDatabase(pool, new DatabaseConfig() {
            @Override
            public Duration statementTimeout() {
                return Duration.ofSeconds(10);
            }

            @Override
            public Duration connectTimeout() {
                return Duration.ofSeconds(5);
            }

            @Override
            public Duration acquireTimeout() {
                return Duration.ofSeconds(5);
            }
        });
    }
}
