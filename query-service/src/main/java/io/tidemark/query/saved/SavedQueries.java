package io.tidemark.query.saved;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.QueryDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The saved queries of a tenant as the catalogue has them. */
@ApplicationScoped
public class SavedQueries {

    /** Whoever has more than these has programs write them, and no list to choose from. */
    private static final int MOST_LISTED = 1000;

    private final SavedQueryRepository repository;

    SavedQueries(SavedQueryRepository repository) {
        this.repository = repository;
    }

    /** By id. */
    public Uni<List<QueryDefinition>> list(UUID tenant) {
        return repository
                .list(tenant, null, MOST_LISTED)
                .map(found -> found.stream().map(SavedQuery::query).toList());
    }

    /** Those of the queries that there are, by id. */
    public Uni<Map<String, Versioned>> find(UUID tenant, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return repository.findAll(tenant, ids).map(found -> {
            var queries = new LinkedHashMap<String, Versioned>();
            found.forEach(saved -> queries.put(
                    saved.id(), new Versioned(saved.query(), saved.version().number())));
            return queries;
        });
    }

    /** A query as it was in one version: a change makes other questions of the same words. */
    public record Versioned(QueryDefinition query, long version) {}
}
