package io.tidemark.alert.format;

import io.tidemark.alert.log.AlertEvent;
import java.time.Instant;

/**
 * An event to tell of.
 *
 * @param since when the alert of the event began to fire; the event's own time if it did not
 */
public record Notice(AlertEvent event, Instant since) {}
