package io.tidemark.aggregation.snapshot;

import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Latency;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.catalogue.plan.Slot;
import io.tidemark.rollups.Measure;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Takes the snapshots of one tenant and type that are missing, or whose period got events since. */
final class SnapshotTaking {

    private static final Measure[] FIGURES = {
        Measure.ERRORS,
        Measure.STATUS_4XX,
        Measure.STATUS_5XX,
        Measure.DURATION_COUNT,
        Measure.DURATION_SUM,
        Measure.LATENCY,
        Measure.BYTES_IN,
        Measure.BYTES_OUT
    };

    private final Reader reader;
    private final SnapshotType type;
    private final Bucket periods;

    SnapshotTaking(Reader reader, SnapshotType type, ZoneId zone) {
        this.reader = reader;
        this.type = type;
        this.periods = type.periods(zone);
    }

    /** Those of periods that are over, from the one on that holds the given instant. */
    List<Taken> take(Instant from, Instant now) {
        var first = periods.startOf(from);
        var end = periods.startOf(now);
        if (!first.isBefore(end)) {
            return List.of();
        }
        var events = reader.run(Aggregation.of(Range.exactly(first, end)).per(periods));
        var due = due(events, reader.stored(type, first));
        var taken = new ArrayList<Taken>();
        for (var place = 0; place < due.size(); place += type.atOnce()) {
            taken.addAll(take(due.subList(place, Math.min(place + type.atOnce(), due.size())), counts(events)));
        }
        return taken;
    }

    /** Before a tenant's first event there is nothing to tell. */
    private static List<Slot> due(Result events, Map<Instant, Long> stored) {
        var counts = counts(events);
        var begun = false;
        var due = new ArrayList<Slot>();
        for (var slot : events.slots()) {
            var count = counts.getOrDefault(slot.start(), 0L);
            begun |= count > 0 || stored.containsKey(slot.start());
            if (begun && !count.equals(stored.get(slot.start()))) {
                due.add(slot);
            }
        }
        return due;
    }

    private List<Taken> take(List<Slot> due, Map<Instant, Long> counts) {
        var range = Range.exactly(due.getFirst().start(), due.getLast().end());
        var requests = Aggregation.of(range, FIGURES)
                .where(Filter.of(Attribute.TYPE, "request"))
                .per(periods);
        var few = Aggregation.of(range, Measure.ERRORS)
                .where(Filter.of(Attribute.TYPE, "request"))
                .per(periods);
        var totals = byPeriod(requests);
        var consumers = byPeriod(few.countingDistinct(Attribute.CONSUMER));
        var protocols = byPeriod(few.by(Attribute.PROTOCOL));
        var endpoints = byPeriod(few.by(Attribute.METHOD, Attribute.ROUTE));
        return due.stream()
                .map(slot -> new Taken(
                        slot,
                        counts.getOrDefault(slot.start(), 0L),
                        only(totals, slot),
                        only(consumers, slot).distinct(),
                        protocols.getOrDefault(slot.start(), List.of()),
                        endpoints.getOrDefault(slot.start(), List.of())))
                .toList();
    }

    private Map<Instant, List<Cell>> byPeriod(Aggregation aggregation) {
        return reader.run(aggregation).cells().stream()
                .collect(Collectors.groupingBy(cell -> Objects.requireNonNull(cell.bucket())));
    }

    private static Cell only(Map<Instant, List<Cell>> cells, Slot slot) {
        var found = cells.get(slot.start());
        return found == null ? new Cell(slot.start(), List.of(), false, Map.of(), Latency.NONE, 0) : found.getFirst();
    }

    private static Map<Instant, Long> counts(Result events) {
        return events.cells().stream()
                .collect(Collectors.toMap(
                        cell -> Objects.requireNonNull(cell.bucket()), cell -> cell.value(Measure.EVENTS)));
    }
}
