package io.tidemark.query.agent;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes agents of one tenant. Deleted ones are absent here; past activity still names them. */
@ApplicationScoped
class AgentRepository {

    private static final String LIST = """
            SELECT id, coalesce(name, id::text) AS name, created_at, updated_at, version
              FROM agent
             WHERE tenant_id = $1
               AND deleted_at IS NULL
               AND ($2::text IS NULL OR (coalesce(name, id::text), id) > ($2, $3))
             ORDER BY coalesce(name, id::text), id
             LIMIT $4
            """;

    private static final String FIND = """
            SELECT id, coalesce(name, id::text) AS name, created_at, updated_at, version
              FROM agent
             WHERE tenant_id = $1
               AND id = $2
               AND deleted_at IS NULL
            """;

    // A deleted agent may be registered again; its past then counts as its own again.
    private static final String INSERT = """
            INSERT INTO agent (tenant_id, id, name, named_at)
            VALUES ($1, $2, $3, now())
            ON CONFLICT (tenant_id, id) DO UPDATE
               SET name = EXCLUDED.name, named_at = now(), deleted_at = NULL, version = agent.version + 1, updated_at = now()
             WHERE agent.deleted_at IS NOT NULL
            RETURNING id, name, created_at, updated_at, version
            """;

    private static final String RENAME = """
            UPDATE agent
               SET name = $4, named_at = now(), version = version + 1, updated_at = now()
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
               AND deleted_at IS NULL
            RETURNING id, name, created_at, updated_at, version
            """;

    private static final String DELETE = """
            UPDATE agent
               SET deleted_at = now(), version = version + 1, updated_at = now()
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
               AND deleted_at IS NULL
            """;

    private final TenantDatabase database;
    private final ActRepository acts;

    AgentRepository(TenantDatabase database, ActRepository acts) {
        this.database = database;
        this.acts = acts;
    }

    /** Agents by name, those after the given one. */
    Uni<List<Agent>> list(UUID tenant, @Nullable String afterName, @Nullable UUID afterId, int limit) {
        return database.read(tenant, tx -> tx.preparedQuery(LIST)
                .mapping(AgentRepository::toAgent)
                .execute(Tuple.of(tenant, afterName, afterId, limit))
                .map(rows -> rows.stream().toList()));
    }

    Uni<Optional<Agent>> find(UUID tenant, UUID id) {
        return database.read(
                tenant,
                tx -> tx.preparedQuery(FIND).execute(Tuple.of(tenant, id)).map(AgentRepository::first));
    }

    /** Empty if the tenant has an agent with this id already. */
    Uni<Optional<Agent>> insert(Act act, UUID id, String name) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(INSERT)
                .execute(Tuple.of(act.tenant(), id, name))
                .map(AgentRepository::first)
                .call(created -> acts.append(tx, act, created.isPresent())));
    }

    /** Empty if the agent is gone or its version another. */
    Uni<Optional<Agent>> rename(Act act, UUID id, IfMatch expected, String name) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(RENAME)
                .execute(Tuple.of(act.tenant(), id, expected.versions(), name))
                .map(AgentRepository::first)
                .call(renamed -> acts.append(tx, act, renamed.isPresent())));
    }

    /** Says whether there was such an agent, of a version that is expected. */
    Uni<Boolean> delete(Act act, UUID id, IfMatch expected) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(DELETE)
                .execute(Tuple.of(act.tenant(), id, expected.versions()))
                .map(rows -> rows.rowCount() == 1)
                .call(existed -> acts.append(tx, act, existed)));
    }

    private static Optional<Agent> first(RowSet<Row> rows) {
        return rows.stream().findFirst().map(AgentRepository::toAgent);
    }

    private static Agent toAgent(Row row) {
        return new Agent(
                row.getUUID("id"),
                row.getString("name"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                new Version(row.getLong("version")));
    }
}
