package io.tidemark.query.replica;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where answers may be read from. */
@ConfigMapping(prefix = "tidemark.query")
interface ReplicaConfig {

    /**
     * A streaming replica of the database, {@code postgresql://host:port/database}, with the same logins. It is read from
     * if it has all that was committed when the request came; else the primary is.
     */
    Optional<String> readReplica();

    /** How long a replica that is behind is waited for, before the primary is read from. */
    @WithDefault("50ms")
    Duration replicaPatience();

    /** How long a replica that failed is left alone. */
    @WithDefault("5s")
    Duration replicaRest();
}
