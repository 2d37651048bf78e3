package io.tidemark.risk;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;
import java.util.Set;

/** What the operator takes upon himself. */
@ConfigMapping(prefix = "tidemark.risks")
interface RiskConfig {

    /** Names of risks that are accepted in production too. */
    Optional<Set<String>> accepted();
}
