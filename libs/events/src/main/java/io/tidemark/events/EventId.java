package io.tidemark.events;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The UUID under which an event is stored. */
final class EventId {

    private static final int MAX_LENGTH = 128;
    private static final int MAX_SOURCE = 256;

    private EventId() {}

    /** A UUID is kept, other ids become name-based; a CloudEvent's id is unique only together with its source. */
    static UUID of(RawEvent raw, FieldChecks checks) {
        var id = raw.id;
        var source = raw.source;
        if (id == null || id.isEmpty()) {
            checks.reject("id", "is required");
            return CanonicalUuid.NIL;
        }
        if (FieldChecks.isLonger(id, MAX_LENGTH)) {
            checks.reject("id", "must have at most " + MAX_LENGTH + " characters");
            return CanonicalUuid.NIL;
        }
        if (source == null) {
            var uuid = CanonicalUuid.parse(id);
            return uuid != null ? uuid : named(id);
        }
        if (source.isEmpty() || FieldChecks.isLonger(source, MAX_SOURCE)) {
            checks.reject("source", "must have 1 to " + MAX_SOURCE + " characters");
            return CanonicalUuid.NIL;
        }
        return named(source + '\n' + id);
    }

    private static UUID named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }
}
