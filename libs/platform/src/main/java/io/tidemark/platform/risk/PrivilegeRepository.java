package io.tidemark.platform.risk;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads whether row-level security binds the service. */
@ApplicationScoped
class PrivilegeRepository {

    private static final String FIND = """
            SELECT current_user AS name,
                   r.rolsuper OR r.rolbypassrls AS bypasses,
                   EXISTS (SELECT
                             FROM pg_class c
                            WHERE c.relnamespace = to_regnamespace(current_schema()::text)
                              AND c.relkind IN ('r', 'p')
                              AND pg_has_role(c.relowner, 'USAGE')) AS owns
              FROM pg_roles r
             WHERE r.rolname = current_user
            """;

    private final Pool pool;

    PrivilegeRepository(Pool pool) {
        this.pool = pool;
    }

    Uni<Privileges> find() {
        return pool.query(FIND).execute().map(rows -> {
            var row = rows.iterator().next();
            return new Privileges(row.getString("name"), row.getBoolean("bypasses"), row.getBoolean("owns"));
        });
    }
}
