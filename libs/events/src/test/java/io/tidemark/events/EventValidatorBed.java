package io.tidemark.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/** A validator, and short words for what it makes of an event. */
abstract class EventValidatorBed {

    static final Instant ARRIVAL = Instant.parse("2026-11-20T10:00:00.123456789Z");
    static final Instant OLDEST = ARRIVAL.minus(Duration.ofDays(30));
    static final byte[] SALT = new byte[32];
    static final UUID ID = UUID.fromString("123e4567-e89b-12d3-a456-426614174000");

    final EventValidator validator = new EventValidator();

    Event accepted(Consumer<RawEvent> change) {
        return switch (validate(change)) {
            case Validated.Accepted(var event) -> event;
            case Validated.Rejected(var errors) -> throw new AssertionError(errors);
        };
    }

    List<String> rejected(Consumer<RawEvent> change) {
        return switch (validate(change)) {
            case Validated.Accepted(var event) -> throw new AssertionError(event);
            case Validated.Rejected(var errors) ->
                errors.stream().map(FieldError::field).toList();
        };
    }

    Validated validate(Consumer<RawEvent> change) {
        return validator.validate(raw(change), ARRIVAL, OLDEST, day -> SALT);
    }

    static RawEvent raw(Consumer<RawEvent> change) {
        var raw = new RawEvent();
        raw.id = ID.toString();
        change.accept(raw);
        return raw;
    }
}
