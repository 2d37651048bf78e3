package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Measure;
import io.tidemark.rollups.cell.CellBlock;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Measures that are added up in memory. Not thread-safe. */
final class Sum {

    private final List<Measure> measures;

    /** One after the other. */
    private final long[] values;

    private @Nullable StringBuilder latency;
    private @Nullable Set<String> different;

    Sum(List<Measure> measures) {
        this.measures = measures;
        this.values = measures.stream()
                .mapToLong(measure -> measure.merge().nothing())
                .toArray();
    }

    void add(CellBlock cells, int cell) {
        for (var i = 0; i < values.length; i++) {
            var measure = measures.get(i);
            if (measure == Measure.LATENCY) {
                addLatency(cells.latency(cell));
            } else {
                values[i] = measure.merge().both(values[i], cells.measure(measure, cell));
            }
        }
    }

    /** Adds to a measure other than {@link Measure#LATENCY}. */
    void add(Measure measure, long value) {
        var place = measures.indexOf(measure);
        values[place] = measure.merge().both(values[place], value);
    }

    void addLatency(@Nullable CharSequence stored) {
        if (stored == null) {
            return;
        }
        if (latency == null) {
            latency = new StringBuilder(stored);
        } else {
            latency.append(' ').append(stored);
        }
    }

    /** A value that is one of the different ones. */
    void addDifferent(@Nullable String value) {
        if (value == null) {
            return;
        }
        if (different == null) {
            different = new HashSet<>();
        }
        different.add(value);
    }

    /** Adds those of its own measures. */
    void add(Sum other) {
        for (var measure : measures) {
            if (measure == Measure.LATENCY) {
                addLatency(other.latency);
            } else {
                add(measure, other.values[other.measures.indexOf(measure)]);
            }
        }
        if (other.different != null) {
            other.different.forEach(this::addDifferent);
        }
    }

    /** Of a sum or a count. */
    long value(Measure measure) {
        return find(measure).orElse(0);
    }

    /** Without {@link Measure#LATENCY} and those that there are none of. */
    Map<Measure, Long> values() {
        var found = new EnumMap<Measure, Long>(Measure.class);
        measures.forEach(measure -> find(measure).ifPresent(value -> found.put(measure, value)));
        return found;
    }

    Latency latency() {
        return latency == null
                ? Latency.NONE
                : Latency.of(latency.toString(), find(Measure.DURATION_MIN), find(Measure.DURATION_MAX));
    }

    /** How many different values. */
    long different() {
        return different == null ? 0 : different.size();
    }

    private OptionalLong find(Measure measure) {
        var value = values[measures.indexOf(measure)];
        return value == measure.merge().nothing() ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
