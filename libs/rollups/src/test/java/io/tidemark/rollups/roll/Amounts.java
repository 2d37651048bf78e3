package io.tidemark.rollups.roll;

import static io.tidemark.rollups.Measure.BACKEND_COUNT;
import static io.tidemark.rollups.Measure.BACKEND_MAX;
import static io.tidemark.rollups.Measure.BACKEND_MIN;
import static io.tidemark.rollups.Measure.BACKEND_SUM;
import static io.tidemark.rollups.Measure.BYTES_IN;
import static io.tidemark.rollups.Measure.BYTES_OUT;
import static io.tidemark.rollups.Measure.DURATION_COUNT;
import static io.tidemark.rollups.Measure.DURATION_MAX;
import static io.tidemark.rollups.Measure.DURATION_MIN;
import static io.tidemark.rollups.Measure.DURATION_SUM;
import static io.tidemark.rollups.Measure.ERRORS;
import static io.tidemark.rollups.Measure.EVENTS;
import static io.tidemark.rollups.Measure.FIRST_TIME;
import static io.tidemark.rollups.Measure.LAST_TIME;
import static io.tidemark.rollups.Measure.LATENCY;
import static io.tidemark.rollups.Measure.OVERHEAD_COUNT;
import static io.tidemark.rollups.Measure.OVERHEAD_MAX;
import static io.tidemark.rollups.Measure.OVERHEAD_MIN;
import static io.tidemark.rollups.Measure.OVERHEAD_SUM;
import static io.tidemark.rollups.Measure.QUANTITY;

import io.tidemark.rollups.Measure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The measures of a cell, counted event by event; those of nothing are absent. */
final class Amounts {

    private static final long[] HEAT_BOUNDS = {50_000, 100_000, 250_000, 500_000, 1_000_000, 3_000_000};

    private final Map<Measure, Object> values = new EnumMap<>(Measure.class);

    static Amounts of(Map<Measure, Object> values) {
        var amounts = new Amounts();
        amounts.values.putAll(values);
        return amounts;
    }

    void add(Happening event) {
        count(EVENTS, true);
        count(ERRORS, event.isError());
        var status = event.number("status");
        for (var digit = 2; digit <= 5; digit++) {
            count(
                    Measure.valueOf("STATUS_" + digit + "XX"),
                    event.isRequest() && status != null && status / 100 == digit);
        }
        sum(BYTES_IN, event.number("bytes_in"));
        sum(BYTES_OUT, event.number("bytes_out"));
        var quantity = event.number("quantity");
        sum(QUANTITY, quantity == null ? (Long) 1L : quantity);
        timing(event.number("duration_us"), DURATION_COUNT, DURATION_SUM, DURATION_MIN, DURATION_MAX);
        timing(event.number("overhead_us"), OVERHEAD_COUNT, OVERHEAD_SUM, OVERHEAD_MIN, OVERHEAD_MAX);
        timing(event.number("backend_us"), BACKEND_COUNT, BACKEND_SUM, BACKEND_MIN, BACKEND_MAX);
        distribution(event.number("duration_us"));
        var micros = (Long) ChronoUnit.MICROS.between(Instant.EPOCH, event.time());
        merge(FIRST_TIME, micros, Math::min);
        merge(LAST_TIME, micros, Math::max);
    }

    /** Adds the measures of the same cell in another row. */
    void add(Amounts other) {
        other.values.forEach((measure, value) -> {
            if (value instanceof Long number) {
                add(measure, number);
            } else {
                var histogram = new TreeMap<Long, Long>(histogram());
                other.histogram().forEach((index, count) -> histogram.merge(index, count, Long::sum));
                values.put(LATENCY, histogram);
            }
        });
    }

    private void add(Measure measure, Long value) {
        var name = measure.name();
        if (name.endsWith("_MIN") || measure == FIRST_TIME) {
            merge(measure, value, Math::min);
        } else if (name.endsWith("_MAX") || measure == LAST_TIME) {
            merge(measure, value, Math::max);
        } else {
            sum(measure, value);
        }
    }

    void keep(Predicate<Measure> kept) {
        values.keySet().removeIf(measure -> !kept.test(measure));
    }

    private void timing(@Nullable Long micros, Measure count, Measure sum, Measure min, Measure max) {
        count(count, micros != null);
        sum(sum, micros);
        merge(min, micros, Math::min);
        merge(max, micros, Math::max);
    }

    private void distribution(@Nullable Long micros) {
        if (micros == null) {
            return;
        }
        var heat = 0;
        while (heat < HEAT_BOUNDS.length && micros >= HEAT_BOUNDS[heat]) {
            heat++;
        }
        count(Measure.valueOf("HEAT_" + heat), true);
        var index = micros < 1 ? 0L : 1 + (long) Math.floor(Math.log(micros) / Math.log(1.04));
        var histogram = new TreeMap<Long, Long>(histogram());
        histogram.merge(index, 1L, Long::sum);
        values.put(LATENCY, histogram);
    }

    @SuppressWarnings("unchecked")
    private Map<Long, Long> histogram() {
        return (Map<Long, Long>) values.getOrDefault(LATENCY, Map.of());
    }

    private void count(Measure measure, boolean counts) {
        sum(measure, counts ? 1L : null);
    }

    /** A sum of zero is the same as none. */
    private void sum(Measure measure, @Nullable Long value) {
        if (value != null && value != 0) {
            merge(measure, value, Long::sum);
        }
    }

    private void merge(Measure measure, @Nullable Long value, BinaryOperator<Long> function) {
        if (value != null) {
            values.merge(measure, value, (a, b) -> function.apply((Long) a, (Long) b));
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Amounts amounts && values.equals(amounts.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
