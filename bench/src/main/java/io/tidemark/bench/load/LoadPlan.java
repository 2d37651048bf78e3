package io.tidemark.bench.load;

/**
 * What to send.
 *
 * @param events per request; 0 sends empty arrays
 * @param seed other events for another seed
 * @param perSecond requests; 0 sends as fast as they are answered
 */
public record LoadPlan(int requests, int events, int connections, long seed, double perSecond) {}
