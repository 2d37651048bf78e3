package io.tidemark.events;

import org.jspecify.annotations.Nullable;

/** What was measured: durations in microseconds, sizes in bytes. */
public record Measures(
        @Nullable Long durationMicros,
        @Nullable Long overheadMicros,
        @Nullable Long backendMicros,
        @Nullable Long bytesIn,
        @Nullable Long bytesOut,
        long quantity) {}
