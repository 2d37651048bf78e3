package io.tidemark.query.cardinality;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.tier.OpenDimension;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads how full the dimensions of a tenant are. */
@ApplicationScoped
public class CardinalityRepository {

    /**
     * A dimension with any value.
     *
     * @param fullSince since when there is room for no more; null if there is
     */
    record Fill(
            OpenDimension dimension,
            long admitted,
            @Nullable Instant fullSince) {}

    private static final String LIST = """
            SELECT dimension, admitted, full_since
              FROM dimension_cap
             WHERE tenant_id = $1
             ORDER BY dimension
            """;

    private final TenantDatabase database;

    CardinalityRepository(TenantDatabase database) {
        this.database = database;
    }

    Uni<List<Fill>> list(UUID tenant) {
        return database.read(tenant, tx -> list(tx, tenant));
    }

    private static Uni<List<Fill>> list(SqlConnection tx, UUID tenant) {
        return tx.preparedQuery(LIST)
                .mapping(CardinalityRepository::toFill)
                .execute(Tuple.of(tenant))
                .map(rows -> rows.stream().toList());
    }

    /** Those that are full, within the caller's own transaction. */
    public Uni<FullDimensions> findFull(SqlConnection tx, UUID tenant) {
        return list(tx, tenant).map(FullDimensions::of);
    }

    /** Those that are full. */
    public Uni<FullDimensions> findFull(UUID tenant) {
        return list(tenant).map(FullDimensions::of);
    }

    private static Fill toFill(Row row) {
        OffsetDateTime fullSince = row.getOffsetDateTime("full_since");
        return new Fill(
                OpenDimension.of(row.getString("dimension")),
                row.getInteger("admitted"),
                fullSince == null ? null : fullSince.toInstant());
    }
}
