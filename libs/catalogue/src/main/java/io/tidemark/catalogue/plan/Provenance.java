package io.tidemark.catalogue.plan;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Where an answer comes from.
 *
 * @param source the cube, or {@code events}
 * @param grains what was read: {@code day}, {@code hour}, {@code minute}, {@code event}
 * @param from start of the range that was answered, which may be wider than asked
 * @param to its end
 * @param asOf every event acknowledged before is counted
 * @param waitingEvents events in batches that were not rolled up yet and had to be looked at
 * @param rowsRead packed rows of rollups and raw events in the ranges that were read, the waiting ones included
 * @param groups how many keys there are, the ones left out by a limit included
 * @param notes what a reader should know: limits that cut something off
 */
public record Provenance(
        String source,
        Set<String> grains,
        Instant from,
        Instant to,
        Instant asOf,
        long waitingEvents,
        long rowsRead,
        long groups,
        List<String> notes) {

    public Provenance {
        notes = List.copyOf(notes);
    }
}
