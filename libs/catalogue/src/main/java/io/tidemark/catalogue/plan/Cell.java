package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Measure;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The measures of one bucket and key.
 *
 * @param bucket its start, if buckets were asked for
 * @param key a value for each attribute grouped by; null: events without it
 * @param rest whether these are all keys that did not make it into the ranking; their key is {@value #REST} throughout
 * @param values sums, counts, extremes (microseconds), and instants in microseconds since 1970; what is absent is 0, or
 *     for extremes and instants: none
 * @param latency of {@link Measure#LATENCY}
 * @param distinct how many different values the attribute of {@link Aggregation#distinct()} has
 */
public record Cell(
        @Nullable Instant bucket,
        List<@Nullable String> key,
        boolean rest,
        Map<Measure, Long> values,
        Latency latency,
        long distinct) {

    /** The key of what the ranking left out. */
    public static final String REST = ":rest";

    public Cell {
        key = Collections.unmodifiableList(new ArrayList<>(key));
        values = Map.copyOf(values);
    }

    public long value(Measure measure) {
        return values.getOrDefault(measure, 0L);
    }

    /** Of extremes: empty if there is none. */
    public OptionalLong find(Measure measure) {
        var value = values.get(measure);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    /** Of {@link Measure#FIRST_TIME} and {@link Measure#LAST_TIME}. */
    public Optional<Instant> time(Measure measure) {
        return Optional.ofNullable(values.get(measure)).map(micros -> Instant.EPOCH.plus(micros, ChronoUnit.MICROS));
    }
}
