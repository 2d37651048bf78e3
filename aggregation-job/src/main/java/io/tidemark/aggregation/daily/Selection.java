package io.tidemark.aggregation.daily;

/** Which days a run makes. */
public sealed interface Selection {

    /** Every past day without an aggregate, or with one that late events made stale. */
    record CatchUp() implements Selection {}

    /** Exactly these local days of every tenant, whatever is stored of them. */
    record Exactly(DayRange range) implements Selection {}
}
