package io.tidemark.events.json;

/** The body as a whole is not JSON of the right shape. The message is fit for the sender and quotes nothing. */
public final class MalformedBodyException extends RuntimeException {

    MalformedBodyException(String message) {
        // Senders cause these at will: no stack trace to fill.
        super(message, null, false, false);
    }
}
