package io.tidemark.aggregation.run;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How runs stand in line. */
@ConfigMapping(prefix = "tidemark.job")
public interface RunConfig {

    /** How long a run waits for another that works alone to end, before it exits with 3. */
    @WithDefault("PT30M")
    Duration patience();
}
