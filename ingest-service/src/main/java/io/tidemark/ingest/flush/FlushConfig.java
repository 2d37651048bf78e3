package io.tidemark.ingest.flush;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How gathered events are written. */
@ConfigMapping(prefix = "tidemark.ingest.flush")
public interface FlushConfig {

    /** Writers, each with a database connection of its own. */
    @WithDefault("2")
    int writers();

    /** Events after which a statement is full; the last request is never cut, so it may hold more. */
    @WithDefault("4000")
    int maxEvents();

    /** Estimated size at which a statement is full, likewise. */
    @WithDefault("8M")
    MemorySize maxBytes();

    /** How long a writer waits for company after the first request, unless a statement fills earlier. */
    @WithDefault("1ms")
    Duration linger();

    /** How long it does so while another writer has a flush under way: what gathers meanwhile shares the next one. */
    @WithDefault("10ms")
    Duration overlap();

    /** Estimated size of all events in memory, waiting or being written; beyond it requests are refused. */
    @WithDefault("48M")
    MemorySize queueBytes();

    /** A request that has waited so long for its commit is refused; its events may still be stored. */
    @WithDefault("1750ms")
    Duration deadline();

    /** A statement without an answer for so long makes the database count as away. */
    @WithDefault("2s")
    Duration patience();

    /** A statement without an answer for so long is given up, together with its connection. */
    @WithDefault("10s")
    Duration timeout();

    /** A connection that takes longer to be made counts as failed. */
    @WithDefault("1s")
    Duration connectTimeout();
}
