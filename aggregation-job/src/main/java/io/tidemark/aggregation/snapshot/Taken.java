package io.tidemark.aggregation.snapshot;

import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Slot;
import io.tidemark.rollups.Measure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One snapshot.
 *
 * @param events events of any type
 * @param requests those of type request
 * @param consumers different consumers of requests
 */
record Taken(Slot period, long events, Cell requests, long consumers, List<Cell> protocols, List<Cell> endpoints) {

    private static final int ENDPOINTS = 10;
    private static final double MICROSECONDS = 1000;

    /** Durations that shares of the requests do not exceed, in microseconds; null without any. */
    List<@Nullable Long> percentiles() {
        var found = new ArrayList<@Nullable Long>();
        for (var share : List.of(0.5, 0.95, 0.99)) {
            found.add(micros(requests.latency().percentile(share)));
        }
        return found;
    }

    JsonArray protocolsJson() {
        var array = new JsonArray();
        largest(protocols)
                .forEach(cell -> array.add(
                        counts(new JsonObject().put("protocol", cell.key().getFirst()), cell)));
        return array;
    }

    JsonArray endpointsJson() {
        var array = new JsonArray();
        largest(endpoints)
                .limit(ENDPOINTS)
                .forEach(cell -> array.add(counts(
                        new JsonObject()
                                .put("method", cell.key().get(0))
                                .put("route", cell.key().get(1)),
                        cell)));
        return array;
    }

    private static Stream<Cell> largest(List<Cell> cells) {
        return cells.stream()
                .sorted(Comparator.comparingLong((Cell cell) -> cell.value(Measure.EVENTS))
                        .reversed());
    }

    private static JsonObject counts(JsonObject json, Cell cell) {
        return json.put("requests", cell.value(Measure.EVENTS)).put("errors", cell.value(Measure.ERRORS));
    }

    private static @Nullable Long micros(OptionalDouble millis) {
        return millis.isPresent() ? Math.round(millis.getAsDouble() * MICROSECONDS) : null;
    }
}
