package io.tidemark.aggregation.retention;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How old data is removed; how old it may get is a matter of {@link TierRetentions}. */
@ConfigMapping(prefix = "tidemark.retention")
interface RetentionConfig {

    /** Rows deleted in one transaction. */
    @WithDefault("10000")
    int batchSize();

    /**
     * How long a run goes on trying to lock partitions that somebody reads or writes. Each attempt holds up others for
     * milliseconds; what could not be dropped is left to the next run.
     */
    @WithDefault("PT5M")
    Duration patience();

    /** Time between two attempts, in which those who were held up go on. */
    @WithDefault("PT0.5S")
    Duration pause();

    /** How long runs of jobs are remembered; the last one that succeeded always is. */
    @WithDefault("P90D")
    Duration jobRuns();

    /** How long the audit log is kept. */
    @WithDefault("P400D")
    Duration auditEvents();

    /** How long deliveries of webhooks are logged. */
    @WithDefault("P30D")
    Duration deliveries();
}
