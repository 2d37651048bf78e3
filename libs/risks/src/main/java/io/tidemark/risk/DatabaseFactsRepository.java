package io.tidemark.risk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads what the service's session is like. */
@ApplicationScoped
class DatabaseFactsRepository {

    private static final String FIND = """
            SELECT current_user AS name,
                   r.rolsuper OR r.rolbypassrls AS bypasses,
                   EXISTS (SELECT
                             FROM pg_class c
                            WHERE c.relnamespace = to_regnamespace(current_schema()::text)
                              AND c.relkind IN ('r', 'p')
                              AND pg_has_role(c.relowner, 'USAGE')) AS owns,
                   current_setting('fsync') = 'on' AND current_setting('synchronous_commit') <> 'off' AS durable,
                   EXISTS (SELECT
                             FROM pg_stat_ssl s
                            WHERE s.pid = pg_backend_pid()
                              AND s.ssl) AS encrypted
              FROM pg_roles r
             WHERE r.rolname = current_user
            """;

    private final Pool pool;

    DatabaseFactsRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<DatabaseFacts> find() {
        return pool.query(FIND).execute().map(rows -> {
            var row = rows.iterator().next();
            return new DatabaseFacts(
                    row.getString("name"),
                    row.getBoolean("bypasses"),
                    row.getBoolean("owns"),
                    row.getBoolean("durable"),
                    row.getBoolean("encrypted"));
        });
    }
}
