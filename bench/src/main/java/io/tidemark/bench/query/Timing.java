package io.tidemark.bench.query;

import java.util.Arrays;
import java.util.concurrent.Callable;

/** Milliseconds that something took, several times. */
record Timing(double p50, double p95, int runs) {

    /** Of so many runs. */
    static Timing of(int runs, Callable<?> task) throws Exception {
        return of(runs, runs, Long.MAX_VALUE, task);
    }

    /** Of at least some runs and of more within a time. */
    static Timing of(int atLeast, int atMost, long budgetNanos, Callable<?> task) throws Exception {
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
        return new Timing(sorted[runs / 2], sorted[Math.min(runs - 1, runs * 95 / 100)], runs);
    }
}
