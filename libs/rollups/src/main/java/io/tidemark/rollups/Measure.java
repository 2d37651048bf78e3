package io.tidemark.rollups;

import java.util.Locale;

/**
 * What a cube counts. Durations are microseconds. In cells, NULL is a sum or a count of 0, and a minimum or a maximum of
 * nothing.
 */
public enum Measure {
    EVENTS(MeasureSet.COUNTS, Merge.SUM, "count(*)"),
    ERRORS(MeasureSet.COUNTS, Merge.SUM, "count(*) FILTER (WHERE error)"),
    STATUS_2XX(MeasureSet.COUNTS, Merge.SUM, "count(*) FILTER (WHERE status_class = 2)"),
    STATUS_3XX(MeasureSet.COUNTS, Merge.SUM, "count(*) FILTER (WHERE status_class = 3)"),
    STATUS_4XX(MeasureSet.COUNTS, Merge.SUM, "count(*) FILTER (WHERE status_class = 4)"),
    STATUS_5XX(MeasureSet.COUNTS, Merge.SUM, "count(*) FILTER (WHERE status_class = 5)"),
    BYTES_IN(MeasureSet.COUNTS, Merge.SUM, "sum(bytes_in)::bigint"),
    BYTES_OUT(MeasureSet.COUNTS, Merge.SUM, "sum(bytes_out)::bigint"),
    QUANTITY(MeasureSet.COUNTS, Merge.SUM, "sum(quantity)::bigint"),

    DURATION_COUNT(MeasureSet.DURATION, Merge.SUM, "count(duration_us)"),
    DURATION_SUM(MeasureSet.DURATION, Merge.SUM, "sum(duration_us)::bigint"),
    DURATION_MIN(MeasureSet.DISTRIBUTION, Merge.MIN, "min(duration_us)"),
    DURATION_MAX(MeasureSet.DISTRIBUTION, Merge.MAX, "max(duration_us)"),
    OVERHEAD_COUNT(MeasureSet.STAGES, Merge.SUM, "count(overhead_us)"),
    OVERHEAD_SUM(MeasureSet.STAGES, Merge.SUM, "sum(overhead_us)::bigint"),
    OVERHEAD_MIN(MeasureSet.EXTREMES, Merge.MIN, "min(overhead_us)"),
    OVERHEAD_MAX(MeasureSet.EXTREMES, Merge.MAX, "max(overhead_us)"),
    BACKEND_COUNT(MeasureSet.STAGES, Merge.SUM, "count(backend_us)"),
    BACKEND_SUM(MeasureSet.STAGES, Merge.SUM, "sum(backend_us)::bigint"),
    BACKEND_MIN(MeasureSet.EXTREMES, Merge.MIN, "min(backend_us)"),
    BACKEND_MAX(MeasureSet.EXTREMES, Merge.MAX, "max(backend_us)"),

    /** Durations below 50 ms. */
    HEAT_0(MeasureSet.DISTRIBUTION, Merge.SUM, "count(*) FILTER (WHERE duration_us < 50000)"),
    /** From 50 ms to below 100 ms. */
    HEAT_1(MeasureSet.DISTRIBUTION, Merge.SUM, "count(*) FILTER (WHERE duration_us >= 50000 AND duration_us < 100000)"),
    /** From 100 ms to below 250 ms. */
    HEAT_2(
            MeasureSet.DISTRIBUTION,
            Merge.SUM,
            "count(*) FILTER (WHERE duration_us >= 100000 AND duration_us < 250000)"),
    /** From 250 ms to below 500 ms. */
    HEAT_3(
            MeasureSet.DISTRIBUTION,
            Merge.SUM,
            "count(*) FILTER (WHERE duration_us >= 250000 AND duration_us < 500000)"),
    /** From 500 ms to below 1 s. */
    HEAT_4(
            MeasureSet.DISTRIBUTION,
            Merge.SUM,
            "count(*) FILTER (WHERE duration_us >= 500000 AND duration_us < 1000000)"),
    /** From 1 s to below 3 s. */
    HEAT_5(
            MeasureSet.DISTRIBUTION,
            Merge.SUM,
            "count(*) FILTER (WHERE duration_us >= 1000000 AND duration_us < 3000000)"),
    /** 3 s and more. */
    HEAT_6(MeasureSet.DISTRIBUTION, Merge.SUM, "count(*) FILTER (WHERE duration_us >= 3000000)"),
    /** Histogram of durations, see {@link LatencyHistogram}. */
    LATENCY(
            MeasureSet.DISTRIBUTION,
            Merge.HISTOGRAM,
            "array_agg(latency_bucket) FILTER (WHERE latency_bucket IS NOT NULL)"),

    FIRST_TIME(MeasureSet.SPAN, Merge.MIN, "min(\"time\")"),
    LAST_TIME(MeasureSet.SPAN, Merge.MAX, "max(\"time\")");

    private final MeasureSet set;
    private final Merge merge;
    private final String ofFacts;

    Measure(MeasureSet set, Merge merge, String ofFacts) {
        this.set = set;
        this.merge = merge;
        this.ofFacts = ofFacts;
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

    /** An SQL aggregate over cells, of the column's type; NULL over none. */
    public String ofCells() {
        return switch (merge) {
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

    /** The measure of a merged cell, fit for storage. */
    String compacted() {
        return merge == Merge.HISTOGRAM
                ? "CASE WHEN length(%1$s) > 64 THEN compact_latency(%1$s) ELSE %1$s END".formatted(column())
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
        return merge == Merge.SUM ? "nullif(%s, '0')".formatted(text) : text;
    }

    /** An array of nothing but zeros is left out. */
    String isWorthKeeping() {
        return merge == Merge.SUM
                ? "count(*) FILTER (WHERE %s <> 0) > 0".formatted(column())
                : "count(%s) > 0".formatted(column());
    }

    /** How two values become one. */
    private enum Merge {
        SUM,
        MIN,
        MAX,
        HISTOGRAM
    }
}
