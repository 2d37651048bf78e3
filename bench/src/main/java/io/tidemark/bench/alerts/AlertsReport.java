package io.tidemark.bench.alerts;

import io.tidemark.bench.load.LoadResult;
import java.util.Map;

/**
 * What the benchmark of alerts found.
 *
 * @param environment machine, versions, settings and parameters
 * @param load what ran beside it
 * @param evaluations that should have been
 * @param inTime the share of them that was within its minute
 * @param lateness of those, in seconds after the minute began
 * @param firing seconds from an event's acknowledgement to the request that tells of it
 * @param firingAfterSlot seconds of that after the evaluation was due
 * @param notFired rules that should have
 * @param deliveries sent again, all at once
 * @param deliveriesPerSecond of them
 */
record AlertsReport(
        Map<String, String> environment,
        LoadResult load,
        int evaluations,
        double inTime,
        Distribution lateness,
        Usage usage,
        Distribution firing,
        Distribution firingAfterSlot,
        int notFired,
        int deliveries,
        double deliveriesPerSecond) {}
