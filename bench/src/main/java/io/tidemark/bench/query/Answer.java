package io.tidemark.bench.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.catalogue.Formula;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Tidemark answered.
 *
 * @param values by cell; what is null is left out
 * @param source the cube that it comes from
 */
record Answer(AnsweredRange range, Map<CellId, Double> values, String source) {

    static Answer of(JsonNode json, Formula formula) {
        var reader = new Reader(formula);
        var data = json.path("data");
        reader.read(data);
        var range = json.at("/meta/range");
        return new Answer(
                new AnsweredRange(
                        Instant.parse(range.path("from").asText()),
                        Instant.parse(range.path("to").asText()),
                        Optional.ofNullable(data.path("bucket").textValue())),
                reader.values,
                json.at("/meta/cube").asText());
    }

    private static final class Reader {

        private final Map<CellId, Double> values = new LinkedHashMap<>();
        private final Formula formula;

        Reader(Formula formula) {
            this.formula = formula;
        }

        void read(JsonNode data) {
            if (data.has("items")) {
                data.path("items").forEach(item -> put(null, item.path("key").textValue(), "", item));
            } else if (data.has("points")) {
                points(data.path("points"), "");
            } else if (data.has("series")) {
                data.path("series")
                        .forEach(series -> points(
                                series.path("points"), series.path("name").asText()));
            } else if (data.has("yBuckets")) {
                heatmap(data);
            } else {
                put(null, null, "", data);
            }
        }

        private void points(JsonNode points, String part) {
            for (var point : points) {
                // A rate is per second that has passed: of a bucket that is not over, nobody else knows how many.
                if (!(formula instanceof Formula.PerSecond)
                        || point.path("complete").asBoolean()) {
                    put(point.path("ts").asLong(), null, part, point);
                }
            }
        }

        private void heatmap(JsonNode data) {
            for (int y = 0; y < data.path("yBuckets").size(); y++) {
                for (int x = 0; x < data.path("xBuckets").size(); x++) {
                    var row = Integer.toString(y);
                    long column = data.path("xBuckets").path(x).asLong();
                    var id = formula instanceof Formula.Week
                            ? new CellId(column, row, "")
                            : new CellId(column, null, row);
                    values.put(id, data.path("values").path(y).path(x).asDouble());
                }
            }
        }

        private void put(@Nullable Long bucket, @Nullable String key, String part, JsonNode cell) {
            if (cell.path("value").isNumber()) {
                values.put(new CellId(bucket, key, part), cell.path("value").asDouble());
            }
        }
    }
}
