package io.tidemark.query.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.tidemark.questions.saved.Definition;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the saved queries of one tenant. */
@ApplicationScoped
class SavedQueryRepository {

    private static final String LIST = """
            SELECT id, name, description, definition::text AS definition, created_at, updated_at, version
              FROM saved_query
             WHERE tenant_id = $1
               AND ($2::text IS NULL OR id COLLATE "C" > $2)
             ORDER BY id COLLATE "C"
             LIMIT $3
            """;

    private static final String FIND_ALL = """
            SELECT id, name, description, definition::text AS definition, created_at, updated_at, version
              FROM saved_query
             WHERE tenant_id = $1
               AND id = ANY ($2)
            """;

    private static final String INSERT = """
            INSERT INTO saved_query (tenant_id, id, name, description, definition)
            VALUES ($1, $2, $3, $4, $5::text::jsonb)
            ON CONFLICT (tenant_id, id) DO NOTHING
            RETURNING id, name, description, definition::text AS definition, created_at, updated_at, version
            """;

    private static final String UPDATE = """
            UPDATE saved_query
               SET name = $4, description = $5, definition = $6::text::jsonb, version = version + 1, updated_at = now()
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            RETURNING id, name, description, definition::text AS definition, created_at, updated_at, version
            """;

    private static final String DELETE = """
            DELETE FROM saved_query
             WHERE tenant_id = $1
               AND id = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            """;

    private final TenantDatabase database;
    private final ActRepository acts;
    private final ObjectMapper json;

    SavedQueryRepository(TenantDatabase database, ActRepository acts, ObjectMapper json) {
        this.database = database;
        this.acts = acts;
        this.json = json;
    }

    /** Queries by id, those after the given one. */
    Uni<List<SavedQuery>> list(UUID tenant, @Nullable String afterId, int limit) {
        return database.read(tenant, tx -> tx.preparedQuery(LIST)
                .execute(Tuple.of(tenant, afterId, limit))
                .map(this::toQueries));
    }

    /** Those of the queries that there are. */
    Uni<List<SavedQuery>> findAll(UUID tenant, Collection<String> ids) {
        return database.read(tenant, tx -> tx.preparedQuery(FIND_ALL)
                .execute(Tuple.of(tenant, ids.toArray(String[]::new)))
                .map(this::toQueries));
    }

    Uni<Optional<SavedQuery>> find(UUID tenant, String id) {
        return findAll(tenant, List.of(id)).map(found -> found.stream().findFirst());
    }

    /** Empty if the tenant has a query with this id already. */
    Uni<Optional<SavedQuery>> insert(Act act, String id, SavedQueryRequest query, Definition definition) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(INSERT)
                .execute(Tuple.of(act.tenant(), id, query.name(), query.text(), write(definition)))
                .map(rows -> toQueries(rows).stream().findFirst())
                .call(saved -> acts.append(tx, act, saved.isPresent())));
    }

    /** Empty if the query is gone or its version another. */
    Uni<Optional<SavedQuery>> update(
            Act act, String id, IfMatch expected, SavedQueryRequest query, Definition definition) {
        var parameters = Tuple.of(act.tenant(), id, expected.versions(), query.name(), query.text(), write(definition));
        return database.write(act.tenant(), tx -> tx.preparedQuery(UPDATE)
                .execute(parameters)
                .map(rows -> toQueries(rows).stream().findFirst())
                .call(saved -> acts.append(tx, act, saved.isPresent())));
    }

    /** Says whether there was such a query, of a version that is expected. */
    Uni<Boolean> delete(Act act, String id, IfMatch expected) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(DELETE)
                .execute(Tuple.of(act.tenant(), id, expected.versions()))
                .map(rows -> rows.rowCount() == 1)
                .call(existed -> acts.append(tx, act, existed)));
    }

    private List<SavedQuery> toQueries(RowSet<Row> rows) {
        return rows.stream().map(this::toQuery).toList();
    }

    private SavedQuery toQuery(Row row) {
        return SavedQuery.of(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                read(row.getString("definition")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                new Version(row.getLong("version")));
    }

    private Definition read(String definition) {
        try {
            return json.readValue(definition, Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a definition that was saved", e);
        }
    }

    private String write(Definition definition) {
        try {
            return json.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a definition is plain text and numbers", e);
        }
    }
}
