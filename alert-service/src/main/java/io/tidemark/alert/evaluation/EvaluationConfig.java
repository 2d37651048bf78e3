package io.tidemark.alert.evaluation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How rules are evaluated. */
@ConfigMapping(prefix = "tidemark.alert.evaluation")
public interface EvaluationConfig {

    /** Whether this process evaluates rules, or only serves requests about them. */
    @WithDefault("true")
    boolean enabled();

    /** How many claims are worked on at a time. */
    @WithDefault("2")
    int workers();

    /** The most schedules of one claim. */
    @WithDefault("50")
    int batch();

    /** How long a claim holds: what a process that died had claimed is evaluated so much later. */
    @WithDefault("12s")
    Duration lease();

    /** When nothing is due, how long it takes to look again. */
    @WithDefault("400ms")
    Duration poll();

    /** How long one claim goes on asking; what it did not come to is left to the next. */
    @WithDefault("2s")
    Duration budget();
}
