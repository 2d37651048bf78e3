package io.tidemark.bench.load;

/**
 * What to send.
 *
 * @param events per request; 0 sends empty arrays
 * @param seed other events for another seed
 * @param perSecond requests; 0 sends as fast as they are answered
 * @param live whether events are of the moment that they are made; else of the last minutes before the start
 */
public record LoadPlan(int requests, int events, int connections, long seed, double perSecond, boolean live) {

    /** Events of the last minutes before the start. */
    public LoadPlan(int requests, int events, int connections, long seed, double perSecond) {
        this(requests, events, connections, seed, perSecond, false);
    }
}
