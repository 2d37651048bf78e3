package io.tidemark.query.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and writes the API definitions of one tenant. */
@ApplicationScoped
public class ApiDefinitionRepository {

    private static final String LIST = """
            SELECT name, title, release, base_paths, operations::text AS operations, created_at, updated_at, version
              FROM api_definition
             WHERE tenant_id = $1
               AND ($2::text IS NULL OR name COLLATE "C" > $2)
             ORDER BY name COLLATE "C"
             LIMIT $3
            """;

    private static final String FIND = """
            SELECT name, title, release, base_paths, operations::text AS operations, created_at, updated_at, version
              FROM api_definition
             WHERE tenant_id = $1
               AND name = $2
            """;

    private static final String PUT = """
            INSERT INTO api_definition AS d (tenant_id, name, title, release, base_paths, operations)
            SELECT $1, $2, $3, $4, $5::text[], $6::text::jsonb
             WHERE NOT $7
                OR EXISTS (SELECT FROM api_definition WHERE tenant_id = $1 AND name = $2)
                ON CONFLICT (tenant_id, name) DO UPDATE
               SET title = excluded.title,
                   release = excluded.release,
                   base_paths = excluded.base_paths,
                   operations = excluded.operations,
                   updated_at = now(),
                   version = d.version + 1
             WHERE $8::bigint[] IS NULL
                OR d.version = ANY ($8)
            RETURNING name, title, release, base_paths, operations::text AS operations, created_at, updated_at, version
            """;

    private static final String DELETE = """
            DELETE FROM api_definition
             WHERE tenant_id = $1
               AND name = $2
               AND ($3::bigint[] IS NULL OR version = ANY ($3))
            """;

    private static final TypeReference<List<ApiOperation>> OPERATIONS = new TypeReference<>() {};

    private final TenantDatabase database;
    private final ActRepository acts;
    private final ObjectMapper json;

    ApiDefinitionRepository(TenantDatabase database, ActRepository acts, ObjectMapper json) {
        this.database = database;
        this.acts = acts;
        this.json = json;
    }

    /** By name, those after the given one. */
    Uni<List<ApiDefinition>> list(UUID tenant, @Nullable String afterName, int limit) {
        return database.read(tenant, tx -> tx.preparedQuery(LIST)
                .execute(Tuple.of(tenant, afterName, limit))
                .map(rows -> rows.stream().map(this::toDefinition).toList()));
    }

    public Uni<Optional<ApiDefinition>> find(UUID tenant, String name) {
        return database.read(tenant, tx -> tx.preparedQuery(FIND)
                .execute(Tuple.of(tenant, name))
                .map(rows -> rows.stream().map(this::toDefinition).findFirst()));
    }

    /** Creates or replaces; empty if versions are expected and there is another, or none. */
    Uni<Optional<ApiDefinition>> put(Act act, String name, ApiDocument document, IfMatch expected) {
        var parameters = Tuple.tuple()
                .addValue(act.tenant())
                .addValue(name)
                .addValue(document.title())
                .addValue(document.release().orElse(null))
                .addValue(document.basePaths().toArray(String[]::new))
                .addValue(write(document.operations()))
                .addValue(expected.isPresent())
                .addValue(expected.versions());
        return database.write(act.tenant(), tx -> tx.preparedQuery(PUT)
                .execute(parameters)
                .map(rows -> rows.stream().map(this::toDefinition).findFirst())
                .call(stored -> acts.append(tx, act, stored.isPresent())));
    }

    /** Says whether there was such a definition, of a version that is expected. */
    Uni<Boolean> delete(Act act, String name, IfMatch expected) {
        return database.write(act.tenant(), tx -> tx.preparedQuery(DELETE)
                .execute(Tuple.of(act.tenant(), name, expected.versions()))
                .map(rows -> rows.rowCount() == 1)
                .call(existed -> acts.append(tx, act, existed)));
    }

    private ApiDefinition toDefinition(Row row) {
        return new ApiDefinition(
                row.getString("name"),
                row.getString("title"),
                row.getString("release"),
                List.of(row.getArrayOfStrings("base_paths")),
                read(row.getString("operations")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                new Version(row.getLong("version")));
    }

    private List<ApiOperation> read(String operations) {
        try {
            return json.readValue(operations, OPERATIONS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("no operations that were stored", e);
        }
    }

    private String write(List<ApiOperation> operations) {
        try {
            return json.writeValueAsString(operations);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("operations are plain text", e);
        }
    }
}
