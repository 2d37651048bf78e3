package io.tidemark.query.activity;

import java.util.Optional;
import java.util.UUID;

/**
 * One row of the answer.
 *
 * @param counts empty if the agent did nothing in the whole range
 */
record AgentDay(UUID agentId, String agentName, Optional<AgentActivity.Day> counts) {

    Position position() {
        return new Position(agentName, agentId);
    }
}
