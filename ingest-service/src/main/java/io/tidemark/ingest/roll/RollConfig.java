package io.tidemark.ingest.roll;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How waiting events are rolled up. */
@ConfigMapping(prefix = "tidemark.ingest.roll")
interface RollConfig {

    /** Whether this process rolls up at all; some replica must. */
    @WithDefault("true")
    boolean enabled();

    /** How often the queue is looked at. */
    @WithDefault("1s")
    Duration every();

    /** Rollers, each with a database connection of its own and a tenant at a time. */
    @WithDefault("2")
    int rollers();

    /** Events of a step, unless it would take too long or more wait. */
    @WithDefault("20000")
    int minEvents();

    /** Events of a step when very many wait: cells that occur again and again are then written once. 300 bytes each. */
    @WithDefault("50000")
    int maxEvents();

    /** Steps that take longer become smaller; full ones that take less than half of it become larger. */
    @WithDefault("2s")
    Duration target();

    /** A statement without an answer for so long is given up, and its step with it. */
    @WithDefault("60s")
    Duration timeout();
}
