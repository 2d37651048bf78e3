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

    /**
     * What two values come to; not of histograms.
     *
     * @throws ArithmeticException if no {@code bigint} holds it
     */
    public long both(long one, long other) {
        return switch (this) {
            case COUNT, SUM -> Math.addExact(one, other);
            case MIN -> Math.min(one, other);
            case MAX -> Math.max(one, other);
            case HISTOGRAM -> throw new IllegalStateException("histograms are texts");
        };
    }

    /** Whether nothing and zero are the same. */
    boolean isSum() {
        return this == COUNT || this == SUM;
    }
}
