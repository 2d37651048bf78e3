package io.tidemark.ingest.agent;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent as an event showed it.
 *
 * @param time of the event: the newest name wins, in whatever order events arrive
 */
public record AgentSighting(
        UUID tenant, UUID agent, @Nullable String name, Instant time) {

    /** The time of the name, null without one. */
    public @Nullable Instant namedAt() {
        return name == null ? null : time;
    }

    /** Of two sightings of one agent the one that says more: the newer of those with a name. */
    static AgentSighting better(AgentSighting one, AgentSighting other) {
        if (one.name == null || other.name == null) {
            return one.name == null ? other : one;
        }
        return other.time.isAfter(one.time) ? other : one;
    }
}
