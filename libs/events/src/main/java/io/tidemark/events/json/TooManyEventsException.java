package io.tidemark.events.json;

/** The body holds more than {@value EventReader#MAX_EVENTS} events. */
public final class TooManyEventsException extends RuntimeException {

    TooManyEventsException() {
        super("A request holds at most " + EventReader.MAX_EVENTS + " events", null, false, false);
    }
}
