package io.tidemark.ingest.cardinality;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the admitted values of open dimensions are remembered. How many there may be is a matter of the tier. */
@ConfigMapping(prefix = "tidemark.ingest.cardinality")
public interface CardinalityConfig {

    /** Memory for what is known of all tenants, 16 to 32 bytes a value; those unused for longest are forgotten first. */
    @WithDefault("16M")
    MemorySize memory();

    /** How often a full dimension is asked whether it has room again. */
    @WithDefault("1m")
    Duration recheck();

    /** Values in one statement at most. */
    @WithDefault("2000")
    int statementValues();

    /** A request with new values that are not judged after so long is refused. */
    @WithDefault("1500ms")
    Duration patience();
}
