package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Grain;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What of a range is read from where: without gaps, without overlaps, and nothing across the edge of a bucket. */
final class Cuts {

    private final Map<Grain, Spans> cells = new EnumMap<>(Grain.class);
    private final Spans events = new Spans();

    Cuts() {
        for (var grain : Grain.values()) {
            cells.put(grain, new Spans());
        }
    }

    Spans of(Grain grain) {
        return cells.getOrDefault(grain, events);
    }

    Spans events() {
        return events;
    }

    Duration ofEvents() {
        return events.length();
    }
}
