package io.tidemark.rollups.roll;

/**
 * A day that was made from its hours.
 *
 * @param staleMarks marks of late events that it had
 * @param events events of the day
 * @param cells cells of all cubes
 */
public record MadeDay(int staleMarks, long events, long cells) {}
