package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How an aggregation is read.
 *
 * @param cube whose cells are read; empty: raw events only
 * @param range what is answered
 * @param starts of the buckets, ascending; the first may be before the range. Without buckets only the first
 */
record Plan(Optional<Cube> cube, Span range, List<Instant> starts, Cuts cuts) {

    /** For the reader of the answer. */
    String source() {
        return cube.map(kept -> kept.name().toLowerCase(Locale.ROOT)).orElse("events");
    }

    /** Whether it reads cells at all. */
    boolean readsCells() {
        return cube.isPresent() && Arrays.stream(Grain.values()).anyMatch(this::reads);
    }

    private boolean reads(Grain grain) {
        return !cuts.of(grain).isEmpty();
    }

    /** For the reader of the answer. */
    Set<String> grains() {
        var grains = new LinkedHashSet<String>();
        Arrays.stream(Grain.values()).filter(this::reads).forEach(grain -> grains.add(grain.label()));
        if (!cuts.events().isEmpty()) {
            grains.add("event");
        }
        return grains;
    }

    /** What is read from cells, and so lacks what waits. */
    Spans rolledUp() {
        var spans = new Spans();
        var from = range.from();
        for (var raw : cuts.events().list()) {
            if (from.isBefore(raw.from())) {
                spans.add(from, raw.from());
            }
            from = raw.to();
        }
        if (from.isBefore(range.to())) {
            spans.add(from, range.to());
        }
        return spans;
    }
}
