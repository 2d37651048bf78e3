package io.tidemark.events.json;

/** How a body carries its events. */
public enum Format {
    /** One event, or an array of events. */
    JSON,
    /** One event a line. */
    NDJSON,
    /** One CloudEvent in structured mode. */
    CLOUDEVENT,
    /** An array of CloudEvents. */
    CLOUDEVENTS_BATCH
}
