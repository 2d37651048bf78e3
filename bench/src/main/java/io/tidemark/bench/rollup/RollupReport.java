package io.tidemark.bench.rollup;

import io.tidemark.bench.load.LoadResult;
import io.tidemark.bench.stage.WaitingBatches.Backlog;
import java.util.List;
import java.util.Map;

/**
 * What the rollup benchmark found.
 *
 * @param environment machine, versions, settings and parameters
 * @param lag by the second of the load
 * @param recoverySeconds from the end of the load until the lag is small
 * @param backlogEvents of one day, in bulk
 * @param jobSeconds of the nightly job that makes that day, the start of its process included
 */
record RollupReport(
        Map<String, String> environment,
        int eventsPerRequest,
        LoadResult load,
        List<Backlog> lag,
        double recoverySeconds,
        long backlogEvents,
        double backlogSeconds,
        double jobSeconds) {

    double backlogPerSecond() {
        return backlogEvents / backlogSeconds;
    }
}
