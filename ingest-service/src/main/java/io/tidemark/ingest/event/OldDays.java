package io.tidemark.ingest.event;

import io.tidemark.events.Event;
import io.tidemark.events.FieldError;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts the days of one request that are older than raw events are kept: each of them may need a partition. */
final class OldDays {

    private final Instant firstKept;
    private final int limit;
    private final Set<Long> days = new HashSet<>();

    /** @param firstKept older events are sent by backfill */
    OldDays(Instant firstKept, int limit) {
        this.firstKept = firstKept;
        this.limit = limit;
    }

    /** Whether the event's day is one of those that the request may be about. */
    boolean admit(Event event) {
        if (!event.time().isBefore(firstKept)) {
            return true;
        }
        var day = event.day().toEpochDay();
        return days.contains(day) || (days.size() < limit && days.add(day));
    }

    List<FieldError> refusal() {
        return List.of(
                new FieldError("time", "is of one old day too many: a request may be about " + limit + " of them"));
    }
}
