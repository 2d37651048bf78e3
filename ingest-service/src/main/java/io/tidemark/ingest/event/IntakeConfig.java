package io.tidemark.ingest.event;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is taken in, and how much of it at once. */
@ConfigMapping(prefix = "tidemark.ingest.intake")
public interface IntakeConfig {

    /** The largest body, as sent and after decompression. */
    @WithDefault("16M")
    MemorySize maxBody();

    /**
     * Memory for all bodies that are being received or decoded; beyond it requests are refused. One tenant gets half
     * of it at most, or one request that is larger: as sent and decompressed, it may take twice the largest body.
     */
    @WithDefault("48M")
    MemorySize bodyBytes();

    /**
     * Estimated size of all events that wait until it is known which of their values are admitted; beyond it requests
     * are refused. One tenant gets half of it at most, or one request that is larger.
     */
    @WithDefault("24M")
    MemorySize unjudgedBytes();

    /** A body that takes longer to arrive is given up. */
    @WithDefault("15s")
    Duration bodyTimeout();

    /** Bodies up to this size are decoded by the thread that received them, larger ones by threads made for it. */
    @WithDefault("4K")
    MemorySize smallBody();

    /** Events that are older than their tier keeps raw events may be of so many days per request. */
    @WithDefault("400")
    int backfillDays();
}
