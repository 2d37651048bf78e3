package io.tidemark.rollups;

/** Measures that a cube keeps or leaves out together. */
public enum MeasureSet {
    /** How many, and how many of them failed. */
    COUNTS,
    /** How many requests were answered by each class of status. */
    STATUS_CLASSES,
    /** How much. */
    VOLUME,
    /** Count and sum of durations: their mean. */
    DURATION,
    /** Count and sum of what the gateway and what the backend took of it. */
    STAGES,
    /** The least and the most of that. */
    EXTREMES,
    /** How durations are distributed, and between which: percentiles never lie outside. */
    DISTRIBUTION,
    /** When the first and the last event was. */
    SPAN
}
