package io.tidemark.query.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much exports may take of the database. How many rows they may have is a matter of the tier. */
@ConfigMapping(prefix = "tidemark.analytics.export")
interface ExportConfig {

    /** The longest that the database may work on one portion of rows. */
    @WithDefault("60s")
    Duration statementTimeout();

    /** The longest that an export may last, however slowly it is read: its snapshot stays open meanwhile. */
    @WithDefault("30m")
    Duration longest();

    /** Exports of one tenant at a time, in one process. */
    @WithDefault("2")
    int atOncePerTenant();

    /** Exports of all tenants at a time, in one process: each holds a connection. */
    @WithDefault("6")
    int atOnce();
}
