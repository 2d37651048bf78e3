package io.tidemark.questions.saved;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The saved queries of a tenant as the catalogue has them. */
@ApplicationScoped
public class SavedQueries {

    private final TenantDatabase database;
    private final DefinitionRepository repository;

    SavedQueries(TenantDatabase database, DefinitionRepository repository) {
        this.database = database;
        this.repository = repository;
    }

    /** By id. */
    public Uni<List<QueryDefinition>> list(UUID tenant) {
        return database.read(tenant, tx -> repository.list(tx, tenant));
    }

    /** Those of the queries that there are, by id. */
    public Uni<Map<String, Versioned>> find(UUID tenant, Collection<String> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(Map.of())
                : database.read(tenant, tx -> repository.find(tx, tenant, ids));
    }

    /** The same as of a transaction under the tenant's row-level security. */
    public Uni<Map<String, Versioned>> find(SqlConnection tx, UUID tenant, Collection<String> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(Map.of()) : repository.find(tx, tenant, ids);
    }

    /** A query as it was in one version: a change makes other questions of the same words. */
    public record Versioned(QueryDefinition query, long version) {}
}
