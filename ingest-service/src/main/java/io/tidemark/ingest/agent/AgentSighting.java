package io.tidemark.ingest.agent;

import io.tidemark.events.Agent;
import io.tidemark.events.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An agent as an event showed it. The newest name wins, in whatever order events arrive; of equally new ones that which
 * arrived later, as events do that have no time of their own and came in one body.
 *
 * @param event that which has the agent
 * @param arrival place of the event among those that are stored together, in the order in which they arrived
 */
public record AgentSighting(UUID tenant, Agent agent, Event event, int arrival) {

    public UUID id() {
        return agent.id();
    }

    public @Nullable String name() {
        return agent.name();
    }

    /** The time of the name, null without one. */
    public @Nullable Instant namedAt() {
        return agent.name() == null ? null : time();
    }

    Instant time() {
        return event.time();
    }

    /** Of two sightings of one agent the one that says more: the newer of those with a name. */
    static AgentSighting better(AgentSighting one, AgentSighting other) {
        if (one.name() == null || other.name() == null) {
            return one.name() == null ? other : one;
        }
        var order = other.time().compareTo(one.time());
        return order > 0 || (order == 0 && other.arrival > one.arrival) ? other : one;
    }
}
