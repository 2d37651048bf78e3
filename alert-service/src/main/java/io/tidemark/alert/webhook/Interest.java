package io.tidemark.alert.webhook;

import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.log.Severity;
import java.util.Map;
import java.util.Set;

/**
 * Which events a webhook is sent.
 *
 * @param severities empty for all
 * @param labels an event must have all of these
 */
public record Interest(Set<EventType> eventTypes, Set<Severity> severities, Map<String, String> labels) {

    /** Everything that somebody must know; not what only announces it. */
    static final Set<EventType> DEFAULT = Set.of(
            EventType.FIRING, EventType.RESOLVED, EventType.NO_DATA, EventType.ERROR, EventType.WEBHOOK_DISABLED);

    public Interest {
        eventTypes = Set.copyOf(eventTypes);
        severities = Set.copyOf(severities);
        labels = Map.copyOf(labels);
    }

    public boolean covers(AlertEvent event) {
        return eventTypes.contains(event.type())
                && (severities.isEmpty() || severities.contains(event.severity()))
                && event.labels().entrySet().containsAll(labels.entrySet());
    }
}
