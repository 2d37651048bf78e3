package io.tidemark.bench.report;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Milliseconds that something took, several times. */
public record Timing(double p50, double p95, double p99, int runs) {

    /** Of so many runs. */
    public static Timing of(int runs, Callable<?> task) throws Exception {
        return of(runs, runs, Long.MAX_VALUE, task);
    }

    /** Of a single run that took so long. */
    public static Timing once(long nanos) {
        double millis = nanos / 1e6;
        return new Timing(millis, millis, millis, 1);
    }

    /** Of at least some runs and of more within a time. */
    public static Timing of(int atLeast, int atMost, long budgetNanos, Callable<?> task) throws Exception {
        var millis = new double[atMost];
        int runs = 0;
        long start = System.nanoTime();
        while (runs < atLeast || (runs < atMost && System.nanoTime() - start < budgetNanos)) {
            long begun = System.nanoTime();
            task.call();
            millis[runs++] = (System.nanoTime() - begun) / 1e6;
        }
        var sorted = Arrays.copyOf(millis, runs);
        Arrays.sort(sorted);
        return new Timing(sorted[runs / 2], sorted[runs * 95 / 100], sorted[runs * 99 / 100], runs);
    }
}
