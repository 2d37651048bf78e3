package io.tidemark.ingest.cardinality;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tier.OpenDimension;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** The admitted values of all tenants. */
@ApplicationScoped
class DimensionRepository {

    /**
     * Values of one dimension that are admitted.
     *
     * @param fullSince since when there is room for no more; null if there is
     */
    record Admitted(OpenDimension dimension, @Nullable Instant fullSince, List<String> values) {}

    private static final String ADMIT = """
            SELECT dimension, full_since, admitted
              FROM admit_dimension_values($1, $2, $3, $4, $5)
            """;

    private static final String GET = """
            SELECT c.dimension,
                   c.full_since,
                   ARRAY(SELECT v.value
                           FROM dimension_value AS v
                          WHERE v.tenant_id = c.tenant_id
                            AND v.dimension = c.dimension) AS admitted
              FROM dimension_cap AS c
             WHERE c.tenant_id = $1
               AND c.dimension = $2
            """;

    private final Pool pool;

    DimensionRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Admits what the caps allow.
     *
     * @param values distinct
     * @return which of them are admitted now, for each of their dimensions
     */
    Uni<List<Admitted>> admit(UUID tenant, List<Value> values, ToIntFunction<OpenDimension> caps) {
        var capped = values.stream().map(Value::dimension).distinct().toList();
        return pool.preparedQuery(ADMIT)
                .mapping(DimensionRepository::toAdmitted)
                .execute(Tuple.of(
                        tenant,
                        values.stream().map(value -> value.dimension().code()).toArray(String[]::new),
                        values.stream().map(Value::text).toArray(String[]::new),
                        capped.stream().map(OpenDimension::code).toArray(String[]::new),
                        capped.stream().map(caps::applyAsInt).toArray(Integer[]::new)))
                .map(rows -> rows.stream().toList());
    }

    /** All admitted values of a dimension that has any. */
    Uni<Admitted> get(UUID tenant, OpenDimension dimension) {
        return pool.preparedQuery(GET)
                .mapping(DimensionRepository::toAdmitted)
                .execute(Tuple.of(tenant, dimension.code()))
                .map(rows -> rows.iterator().next());
    }

    private static Admitted toAdmitted(Row row) {
        OffsetDateTime fullSince = row.getOffsetDateTime("full_since");
        return new Admitted(
                OpenDimension.of(row.getString("dimension")),
                fullSince == null ? null : fullSince.toInstant(),
                List.of(row.getArrayOfStrings("admitted")));
    }
}
