package io.tidemark.ingest;

import io.tidemark.events.Event;
import io.tidemark.events.EventValidator;
import io.tidemark.events.RawEvent;
import io.tidemark.events.Validated;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Events as the validator makes them. */
public final class TestEvents {

    private static final EventValidator VALIDATOR = new EventValidator();

    private TestEvents() {}

    /** With a time of its own. */
    public static Event timed(String id, Instant time) {
        return event(id, time, raw -> raw.time = time.toString());
    }

    /** Without a time: it gets that of its arrival. */
    public static Event untimed(String id, Instant arrival) {
        return event(id, arrival, raw -> {});
    }

    /** With a time of its own, of an agent. */
    public static Event of(UUID agent, @Nullable String name, Instant time) {
        return event(UUID.randomUUID().toString(), time, raw -> {
            raw.time = time.toString();
            raw.agentId = agent.toString();
            raw.agentName = name;
        });
    }

    public static Event event(String id, Instant arrival, Consumer<RawEvent> fields) {
        var raw = new RawEvent();
        raw.id = id;
        fields.accept(raw);
        return switch (VALIDATOR.validate(raw, arrival, Instant.MIN, day -> new byte[32])) {
            case Validated.Accepted(var event) -> event;
            case Validated.Rejected(var errors) -> throw new IllegalArgumentException(errors.toString());
        };
    }
}
