package io.tidemark.bench;

import io.tidemark.bench.load.LoadPlan;

/** How much of everything one run sends. */
record Workload(int events, int batch, int connections, int singleEvents) {

    static final int SINGLE_CONNECTIONS = 64;

    LoadPlan batches(long seed) {
        return new LoadPlan(events / batch, batch, connections, seed, 0);
    }

    LoadPlan singles(long seed) {
        return new LoadPlan(singleEvents, 1, SINGLE_CONNECTIONS, seed, 0);
    }

    /** Authenticated and empty: what a request costs before the first event. */
    LoadPlan empties() {
        return new LoadPlan(singleEvents, 0, SINGLE_CONNECTIONS, 0, 0);
    }
}
