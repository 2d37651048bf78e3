package io.tidemark.aggregation.purge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When and how deleted tenants are removed. */
@ConfigMapping(prefix = "tidemark.purge")
interface PurgeConfig {

    /**
     * Age that a deletion must have: services may know a tenant for some seconds more and still write for it. A
     * younger one is waited for.
     */
    @WithDefault("PT10S")
    Duration grace();

    /** Rows deleted in one transaction. */
    @WithDefault("10000")
    int batchSize();
}
