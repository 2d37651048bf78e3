package io.tidemark.bench.report;

/**
 * One run of one scenario.
 *
 * @param perSecond events, rows or requests
 * @param p50Ms latency of a request; NaN where there are none, as with the CPU of who took no part
 * @param serviceCpu seconds, like the others
 */
public record Sample(
        double perSecond,
        double seconds,
        double p50Ms,
        double p99Ms,
        double serviceCpu,
        double postgresCpu,
        double generatorCpu) {

    /** CPU microseconds per event. */
    double micros(double cpuSeconds) {
        return cpuSeconds * 1e6 / (perSecond * seconds);
    }
}
