package io.tidemark.rollups;

import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * What a cube counts. Durations are microseconds. In cells, NULL is a sum or a count of 0, and a minimum or a maximum of
 * nothing.
 */
public enum Measure {
    EVENTS(MeasureSet.COUNTS, Merge.COUNT, "count(*)", fact -> 1),
    ERRORS(MeasureSet.COUNTS, Merge.COUNT, "count(*) FILTER (WHERE error)", fact -> fact.error() ? 1 : 0),
    STATUS_2XX(
            MeasureSet.STATUS_CLASSES,
            Merge.COUNT,
            "count(*) FILTER (WHERE status_class = 2)",
            fact -> fact.statusClass() == 2 ? 1 : 0),
    STATUS_3XX(
            MeasureSet.STATUS_CLASSES,
            Merge.COUNT,
            "count(*) FILTER (WHERE status_class = 3)",
            fact -> fact.statusClass() == 3 ? 1 : 0),
    STATUS_4XX(
            MeasureSet.STATUS_CLASSES,
            Merge.COUNT,
            "count(*) FILTER (WHERE status_class = 4)",
            fact -> fact.statusClass() == 4 ? 1 : 0),
    STATUS_5XX(
            MeasureSet.STATUS_CLASSES,
            Merge.COUNT,
            "count(*) FILTER (WHERE status_class = 5)",
            fact -> fact.statusClass() == 5 ? 1 : 0),
    BYTES_IN(MeasureSet.VOLUME, Merge.SUM, "sum(bytes_in)::bigint", Fact::bytesIn),
    BYTES_OUT(MeasureSet.VOLUME, Merge.SUM, "sum(bytes_out)::bigint", Fact::bytesOut),
    QUANTITY(MeasureSet.VOLUME, Merge.SUM, "sum(quantity)::bigint", Fact::quantity),

    DURATION_COUNT(MeasureSet.DURATION, Merge.COUNT, "count(duration_us)", fact -> fact.duration() >= 0 ? 1 : 0),
    DURATION_SUM(MeasureSet.DURATION, Merge.SUM, "sum(duration_us)::bigint", Fact::duration),
    DURATION_MIN(MeasureSet.DISTRIBUTION, Merge.MIN, "min(duration_us)", Fact::duration),
    DURATION_MAX(MeasureSet.DISTRIBUTION, Merge.MAX, "max(duration_us)", Fact::duration),
    OVERHEAD_COUNT(MeasureSet.STAGES, Merge.COUNT, "count(overhead_us)", fact -> fact.overhead() >= 0 ? 1 : 0),
    OVERHEAD_SUM(MeasureSet.STAGES, Merge.SUM, "sum(overhead_us)::bigint", Fact::overhead),
    OVERHEAD_MIN(MeasureSet.EXTREMES, Merge.MIN, "min(overhead_us)", Fact::overhead),
    OVERHEAD_MAX(MeasureSet.EXTREMES, Merge.MAX, "max(overhead_us)", Fact::overhead),
    BACKEND_COUNT(MeasureSet.STAGES, Merge.COUNT, "count(backend_us)", fact -> fact.backend() >= 0 ? 1 : 0),
    BACKEND_SUM(MeasureSet.STAGES, Merge.SUM, "sum(backend_us)::bigint", Fact::backend),
    BACKEND_MIN(MeasureSet.EXTREMES, Merge.MIN, "min(backend_us)", Fact::backend),
    BACKEND_MAX(MeasureSet.EXTREMES, Merge.MAX, "max(backend_us)", Fact::backend),

    /** Durations below 50 ms. */
    HEAT_0(
            MeasureSet.DISTRIBUTION,
            Merge.COUNT,
            "count(*) FILTER (WHERE duration_us < 50000)",
            fact -> fact.isDurationWithin(0, 50_000) ? 1 : 0),
    /** From 50 ms to below 100 ms. */
    HEAT_1(
            MeasureSet.DISTRIBUTION,
            Merge.COUNT,
            "count(*) FILTER (WHERE duration_us >= 50000 AND duration_us < 100000)",
            fact -> fact.isDurationWithin(50_000, 100_000) ? 1 : 0),
    /** From 100 ms to below 250 ms. */
    HEAT_2(
            MeasureSet.DISTRIBUTION,
            Merge.COUNT,
            "count(*) FILTER (WHERE duration_us >= 100000 AND duration_us < 250000)",
            fact -> fact.isDurationWithin(100_000, 250_000) ? 1 : 0),
    /** From 250 ms to below 500 ms. */
    HEAT_3(
            MeasureSet.DISTRIBUTION,
            Merge.COUNT,
            "count(*) FILTER (WHERE duration_us >= 250000 AND duration_us < 500000)",
            fact -> fact.isDurationWithin(250_000, 500_000) ? 1 : 0),
    /** From 500 ms to below 1 s. */
    HEAT_4(
            MeasureSet.DISTRIBUTION,
            Merge.COUNT,
            "count(*) FILTER (WHERE duration_us >= 500000 AND duration_us < 1000000)",
            fact -> fact.isDurationWithin(500_000, 1_000_000) ? 1 : 0),
    /** From 1 s to below 3 s. */
    HEAT_5(
            MeasureSet.DISTRIBUTION,
            Merge.COUNT,
            "count(*) FILTER (WHERE duration_us >= 1000000 AND duration_us < 3000000)",
            fact -> fact.isDurationWithin(1_000_000, 3_000_000) ? 1 : 0),
    /** 3 s and more. */
    HEAT_6(
            MeasureSet.DISTRIBUTION,
            Merge.COUNT,
            "count(*) FILTER (WHERE duration_us >= 3000000)",
            fact -> fact.isDurationWithin(3_000_000, Long.MAX_VALUE) ? 1 : 0),
    /** Histogram of durations, see {@link LatencyHistogram}. */
    LATENCY(
            MeasureSet.DISTRIBUTION,
            Merge.HISTOGRAM,
            "array_agg(latency_bucket) FILTER (WHERE latency_bucket IS NOT NULL)",
            Fact::latencyBucket),

    FIRST_TIME(MeasureSet.SPAN, Merge.MIN, "min(\"time\")", Fact::time),
    LAST_TIME(MeasureSet.SPAN, Merge.MAX, "max(\"time\")", Fact::time);

    private final MeasureSet set;
    private final Merge merge;
    private final String ofFacts;

    // Lambdas of nothing but the fact.
    @SuppressWarnings("ImmutableEnumChecker")
    private final ToLongFunction<Fact> ofFact;

    Measure(MeasureSet set, Merge merge, String ofFacts, ToLongFunction<Fact> ofFact) {
        this.set = set;
        this.merge = merge;
        this.ofFacts = ofFacts;
        this.ofFact = ofFact;
    }

    public MeasureSet set() {
        return set;
    }

    /** Its column in the rollup tables. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** An SQL aggregate over facts, see {@link Facts}. */
    public String ofFacts() {
        return ofFacts;
    }

    /** What one event adds, as {@link #ofFacts} counts it; of {@link #LATENCY}, the bucket or {@link Fact#ABSENT}. */
    public long of(Fact fact) {
        var value = ofFact.applyAsLong(fact);
        return value == Fact.ABSENT ? merge.nothing() : value;
    }

    public Merge merge() {
        return merge;
    }

    /** Whether it is a point in time rather than a number. */
    public boolean isTime() {
        return set == MeasureSet.SPAN;
    }

    /** An SQL aggregate over cells, of the column's type; NULL over none. */
    public String ofCells() {
        return switch (merge) {
            // As exact, and by value: sums of bigint are kept in memory of their own for each group.
            case COUNT -> "sum(%s::float8)::bigint".formatted(column());
            case SUM -> "sum(%s)::bigint".formatted(column());
            case MIN -> "min(%s)".formatted(column());
            case MAX -> "max(%s)".formatted(column());
            case HISTOGRAM -> "string_agg(%s, ' ')".formatted(column());
        };
    }

    /** The measure of a fresh cell, fit for storage. */
    String packed() {
        return merge == Merge.HISTOGRAM
                ? "CASE WHEN cardinality(%1$s) > 4 THEN pack_latency(%1$s) ELSE array_to_string(%1$s, ' ') END"
                        .formatted(column())
                : column();
    }

    /** The measure of a fresh cell as text, the same for the same value. */
    String ofFreshCell() {
        return (merge == Merge.HISTOGRAM ? "pack_latency(%s)" : "(%s)::text").formatted(column());
    }

    /** The measure of all rows of a stored cell as text, the same for the same value. */
    String ofStoredCell() {
        return (merge == Merge.HISTOGRAM ? "compact_latency(%s)" : "(%s)::text").formatted(ofCells());
    }

    /** Of two such texts: whether nothing and zero are the same. */
    String orNothing(String text) {
        return merge.isSum() ? "nullif(%s, '0')".formatted(text) : text;
    }

    /** An array of nothing but zeros is left out. */
    String isWorthKeeping() {
        return merge.isSum()
                ? "count(*) FILTER (WHERE %s <> 0) > 0".formatted(column())
                : "count(%s) > 0".formatted(column());
    }
}
