package io.tidemark.aggregation.retention;

import io.tidemark.rollups.Grain;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run has removed, or what it would remove. */
final class Expired {

    private final Map<Expiry, List<Partition>> partitions = new EnumMap<>(Expiry.class);
    private final Map<String, Long> rows = new TreeMap<>();

    void add(Partition partition, Expiry expiry) {
        partitions.computeIfAbsent(expiry, _ -> new ArrayList<>()).add(partition);
    }

    void add(String table, long count) {
        rows.merge(table, count, Long::sum);
    }

    JsonObject toJson(Horizon farthest, boolean dryRun) {
        var json = new JsonObject().put("dryRun", dryRun).put("floors", floors(farthest));
        for (var expiry : Expiry.values()) {
            json.put("partitions" + capitalised(expiry), names(expiry));
        }
        return json.put("bytesDropped", bytesDropped()).put("rows", new JsonObject(new TreeMap<>(rows)));
    }

    private static JsonObject floors(Horizon farthest) {
        var floors = new JsonObject();
        for (var grain : Grain.values()) {
            floors.put(grain.label(), farthest.of(grain).toString());
        }
        return floors;
    }

    private JsonArray names(Expiry expiry) {
        var names = new JsonArray();
        partitions.getOrDefault(expiry, List.of()).forEach(partition -> names.add(partition.name()));
        return names;
    }

    private long bytesDropped() {
        return partitions.getOrDefault(Expiry.DROPPED, List.of()).stream()
                .mapToLong(Partition::bytes)
                .sum();
    }

    private static String capitalised(Expiry expiry) {
        var name = expiry.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
