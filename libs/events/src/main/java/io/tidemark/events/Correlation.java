package io.tidemark.events;

import org.jspecify.annotations.Nullable;

/** Ids that lead to logs and traces, packed by {@link PackedId}. */
@SuppressWarnings("ArrayRecordComponent") // handed to the database as they are; nobody compares them
public record Correlation(byte @Nullable [] requestId, byte @Nullable [] traceId, byte @Nullable [] spanId) {}
