package io.tidemark.aggregation.reconcile;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits of reconciliation. */
@ConfigMapping(prefix = "tidemark.reconcile")
interface ReconcileConfig {

    /** How long counting one grain of one tenant's day may take. */
    @WithDefault("PT15M")
    Duration statementTimeout();

    /** How many differences of a grain and day are told; all are counted. */
    @WithDefault("20")
    int shown();
}
