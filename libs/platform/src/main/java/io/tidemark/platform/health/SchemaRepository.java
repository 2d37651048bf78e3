package io.tidemark.platform.health;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Reads which migrations have run. */
@ApplicationScoped
class SchemaRepository {

    private static final String UNDEFINED_TABLE = "42P01";

    // Versions are timestamps of equal length, so that text sorts as they do.
    private static final String FIND_VERSION = """
            SELECT max(version) AS version
              FROM flyway_schema_history
             WHERE success
            """;

    private final Pool pool;

    SchemaRepository(Pool pool) {
        this.pool = pool;
    }

    /** The newest version applied; empty before the first migration. */
    Uni<Optional<String>> findVersion() {
        return pool.query(FIND_VERSION)
                .execute()
                .map(rows -> Optional.ofNullable(rows.iterator().next().getString("version")))
                .onFailure(SchemaRepository::isEmptyDatabase)
                .recoverWithItem(Optional.empty());
    }

    private static boolean isEmptyDatabase(Throwable failure) {
        return failure instanceof PgException e && UNDEFINED_TABLE.equals(e.getSqlState());
    }
}
