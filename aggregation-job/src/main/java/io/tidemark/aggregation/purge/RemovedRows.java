package io.tidemark.aggregation.purge;

import io.vertx.core.json.JsonObject;
import java.util.EnumMap;
import java.util.Map;

/** How many rows were removed from each table. */
final class RemovedRows {

    private final Map<TenantTable, Long> counts = new EnumMap<>(TenantTable.class);

    void add(TenantTable table, long rows) {
        counts.merge(table, rows, Long::sum);
    }

    JsonObject toJson() {
        var json = new JsonObject();
        for (var table : TenantTable.values()) {
            json.put(table.table(), counts.getOrDefault(table, 0L));
        }
        return json;
    }
}
