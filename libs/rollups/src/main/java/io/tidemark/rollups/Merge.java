package io.tidemark.rollups;

/** How two values become one. */
public enum Merge {
    SUM(0),
    MIN(Long.MAX_VALUE),
    MAX(Long.MIN_VALUE),
    HISTOGRAM(Fact.ABSENT);

    private final long nothing;

    Merge(long nothing) {
        this.nothing = nothing;
    }

    /** Stands for no value, and changes no other. */
    public long nothing() {
        return nothing;
    }
}
