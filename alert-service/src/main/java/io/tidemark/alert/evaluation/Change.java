package io.tidemark.alert.evaluation;

import io.tidemark.alert.judge.Verdict.Outcome;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.state.StateRow;
import java.util.Collection;
import java.util.List;

/** What evaluations lead to: rows that changed, and events. */
record Change(List<Outcome> outcomes, List<StateRow> states, List<AlertEvent> events) {

    Change {
        outcomes = List.copyOf(outcomes);
        states = List.copyOf(states);
        events = List.copyOf(events);
    }

    /** All of several. */
    static Change of(Collection<Change> changes) {
        return new Change(
                changes.stream().flatMap(change -> change.outcomes.stream()).toList(),
                changes.stream().flatMap(change -> change.states.stream()).toList(),
                changes.stream().flatMap(change -> change.events.stream()).toList());
    }
}
