package io.tidemark.bench.load;

/**
 * How sending went.
 *
 * @param accepted events stored, by the service's own count
 * @param failed requests answered with anything but 200
 * @param firstFailure what the first of them was answered, or empty
 * @param cpuSeconds of the generator while it sent
 * @param p50Ms latency of a request
 */
public record LoadResult(
        int requests,
        long accepted,
        int failed,
        String firstFailure,
        double seconds,
        double cpuSeconds,
        double p50Ms,
        double p99Ms) {

    /** Events acknowledged, or requests if they carry none. */
    public double perSecond(int eventsPerRequest) {
        return (double) requests * Math.max(1, eventsPerRequest) / seconds;
    }
}
