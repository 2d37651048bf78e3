package io.tidemark.alert.state;

import io.tidemark.alert.log.EventType;
import java.util.Optional;

/**
 * What an evaluation leads to.
 *
 * @param event what is to be said, at most one thing; its number is the sequence of the instance
 * @param silenced whether it is logged only
 */
public record Step(Instance instance, Optional<EventType> event, boolean silenced) {

    static Step quiet(Instance instance) {
        return new Step(instance, Optional.empty(), false);
    }

    static Step saying(EventType event, Instance instance, boolean silenced) {
        return new Step(instance, Optional.of(event), silenced);
    }
}
