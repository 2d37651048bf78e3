package io.tidemark.aggregation.daily;

/** What became of one tenant's day. */
record DayResult(int staleMarks, long events, long rows) {}
