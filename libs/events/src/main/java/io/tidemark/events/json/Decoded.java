package io.tidemark.events.json;

import io.tidemark.events.FieldError;
import io.tidemark.events.RawEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One event of a body, as far as it could be read. Its index is its position in the list. */
public sealed interface Decoded {

    @SuppressWarnings("AvoidCommonTypeNames") // always written with its interface
    record Readable(RawEvent raw) implements Decoded {}

    /**
     * Not an event at all, or fields of the wrong type, unknown, or twice.
     *
     * @param id as sent, if it could be read and is short enough to be one
     */
    record Unreadable(@Nullable String id, List<FieldError> errors) implements Decoded {}
}
