package io.tidemark.aggregation.purge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** When and how deleted tenants are removed. */
@ConfigMapping(prefix = "tidemark.purge")
interface PurgeConfig {

    /**
     * Age that a deletion must have. A younger one is waited for: a service that cannot ask the database may take a
     * tenant's key on trust for a minute more, and a flush may take some seconds.
     */
    @WithDefault("PT90S")
    Duration grace();

    /** Rows deleted in one transaction. */
    @WithDefault("10000")
    int batchSize();
}
