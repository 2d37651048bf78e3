package io.tidemark.catalogue;

/**
 * A number that a question may set.
 *
 * @param kind {@code int} or {@code number}
 */
public record Parameter(String name, String kind, double defaultValue, double min, double max, String description) {

    /** How many items or series at most. */
    public static final Parameter TOP_N =
            new Parameter("top_n", "int", 10, 1, 1000, "How many items or series at most");

    /** In milliseconds. */
    public static final Parameter THRESHOLD = new Parameter(
            "threshold_ms",
            "number",
            500,
            1,
            3_600_000,
            "A request this fast satisfies; one up to four times as slow is tolerated");
}
