package io.tidemark.rollups;

/** How two values become one. */
public enum Merge {
    /** A sum of how often something happened: always below 2^53, so that a double holds it exactly. */
    COUNT(0),
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

    /** Whether nothing and zero are the same. */
    boolean isSum() {
        return this == COUNT || this == SUM;
    }
}
