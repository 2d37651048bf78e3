package io.tidemark.questions.saved;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.questions.saved.SavedQueries.Versioned;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads the saved queries of one tenant. */
@ApplicationScoped
class DefinitionRepository {

    /** Whoever has more than these has programs write them, and no list to choose from. */
    private static final int MOST_LISTED = 1000;

    private final ObjectMapper json;

    DefinitionRepository(ObjectMapper json) {
        this.json = json;
    }

    Uni<List<QueryDefinition>> list(SqlConnection tx, UUID tenant) {
        return tx.preparedQuery("""
                SELECT id, name, description, definition::text AS definition
                  FROM saved_query
                 WHERE tenant_id = $1
                 ORDER BY id COLLATE "C"
                 LIMIT $2
                """)
                .execute(Tuple.of(tenant, MOST_LISTED))
                .map(rows -> rows.stream().map(this::query).toList());
    }

    Uni<Map<String, Versioned>> find(SqlConnection tx, UUID tenant, Collection<String> ids) {
        return tx.preparedQuery("""
                SELECT id, name, description, definition::text AS definition, version
                  FROM saved_query
                 WHERE tenant_id = $1
                   AND id = ANY ($2)
                """)
                .execute(Tuple.of(tenant, ids.toArray(String[]::new)))
                .map(rows -> {
                    var queries = new LinkedHashMap<String, Versioned>();
                    rows.forEach(
                            row -> queries.put(row.getString("id"), new Versioned(query(row), row.getLong("version"))));
                    return queries;
                });
    }

    private QueryDefinition query(Row row) {
        return read(row.getString("definition"))
                .query(row.getString("id"), row.getString("name"), row.getString("description"));
    }

    private Definition read(String definition) {
        try {
            return json.readValue(definition, Definition.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a definition that was saved", e);
        }
    }
}
