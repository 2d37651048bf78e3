package io.tidemark.events;

import java.util.List;

/** What validation made of an event. */
public sealed interface Validated {

    record Accepted(Event event) implements Validated {}

    /** At least one error; all that were found. */
    record Rejected(List<FieldError> errors) implements Validated {}
}
