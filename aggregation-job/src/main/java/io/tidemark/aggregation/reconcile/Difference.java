package io.tidemark.aggregation.reconcile;

import io.tidemark.rollups.Grain;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A measure of a cell that is not what the events amount to.
 *
 * @param cell type and dimensions, without those that it has not
 * @param stored null for 0 or nothing
 * @param counted null for 0 or nothing
 */
record Difference(
        Grain grain,
        Instant bucket,
        String cube,
        JsonObject cell,
        String measure,
        @Nullable String stored,
        @Nullable String counted) {

    JsonObject toJson(UUID tenant, LocalDate day) {
        return new JsonObject()
                .put("tenant", tenant.toString())
                .put("day", day.toString())
                .put("grain", grain.label())
                .put("bucket", bucket.toString())
                .put("cube", cube)
                .put("cell", cell)
                .put("measure", measure)
                .put("stored", stored)
                .put("counted", counted);
    }
}
