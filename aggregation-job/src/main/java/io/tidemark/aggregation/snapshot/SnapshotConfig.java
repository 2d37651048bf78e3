package io.tidemark.aggregation.snapshot;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which snapshots are taken, and how long they are kept. */
@ConfigMapping(prefix = "tidemark.snapshots")
interface SnapshotConfig {

    /** How far back missing snapshots are taken, and those of late events again. No longer than hours are kept. */
    @WithDefault("P30D")
    Duration history();

    /** How long snapshots of hours are kept. */
    @WithDefault("P90D")
    Duration hourlyRetention();

    /** How long snapshots of days and weeks are kept. */
    @WithDefault("P730D")
    Duration longRetention();

    /** The longest that one statement may run. */
    @WithDefault("PT1M")
    Duration statementTimeout();
}
