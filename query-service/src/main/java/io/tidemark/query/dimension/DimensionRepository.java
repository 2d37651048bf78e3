package io.tidemark.query.dimension;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Aggregations;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.platform.limit.QueryDatabase;
import io.tidemark.questions.Refusals;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads which values events have of an attribute, from the smallest cube that keeps it. */
@ApplicationScoped
class DimensionRepository {

    private static final String NAMES = """
            SELECT id::text, coalesce(name, id::text) AS name
              FROM agent
             WHERE tenant_id = $1
               AND id = ANY ($2)
            """;

    private final QueryDatabase database;
    private final Aggregations aggregations = new Aggregations();

    DimensionRepository(QueryDatabase database) {
        this.database = database;
    }

    /**
     * The selected ones of the values.
     *
     * @param attribute of which values are capped per tenant, so that all of them can be looked at
     */
    Uni<DimensionValues> list(Scope scope, Attribute attribute, Range range, Selection selection) {
        var aggregation =
                Aggregation.of(range, Measure.EVENTS).by(attribute).where(Filter.not(attribute, (String) null));
        return database.read(scope.tenant(), tx -> aggregations
                        .run(tx, scope, aggregation)
                        .flatMap(result -> names(tx, scope.tenant(), attribute, result.cells())
                                .map(names -> DimensionValues.of(
                                        attribute.apiName(),
                                        selection.of(values(result.cells(), names)),
                                        result.provenance()))))
                .onFailure()
                .transform(Refusals::of);
    }

    private static Stream<DimensionValues.Value> values(List<Cell> cells, Map<String, String> names) {
        return cells.stream()
                .filter(cell -> cell.key().getFirst() != null)
                .map(cell -> value(Objects.requireNonNull(cell.key().getFirst()), names, cell.value(Measure.EVENTS)));
    }

    private static DimensionValues.Value value(String key, Map<String, String> names, long count) {
        return new DimensionValues.Value(key, names.getOrDefault(key, key), count);
    }

    private static Uni<Map<String, String>> names(
            SqlConnection tx, UUID tenant, Attribute attribute, List<Cell> cells) {
        if (attribute != Attribute.AGENT) {
            return Uni.createFrom().item(Map.of());
        }
        var ids = cells.stream()
                .map(cell -> cell.key().getFirst())
                .filter(Objects::nonNull)
                .map(UUID::fromString)
                .toArray(UUID[]::new);
        return tx.preparedQuery(NAMES)
                .execute(Tuple.from(Arrays.asList(tenant, ids)))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(row -> row.getString("id"), row -> row.getString("name"))));
    }
}
