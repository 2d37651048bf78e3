package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Provenance;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * About an answer.
 *
 * @param bucket the label of its buckets, if it has any
 * @param provenance where it comes from, and the range that was answered
 * @param notes what a reader should know: limits that cut something off, values that stand for many
 */
public record Meta(Unit unit, Optional<String> bucket, ZoneId zone, Provenance provenance, List<String> notes) {

    public Meta {
        notes = List.copyOf(notes);
    }

    Meta withNotes(List<String> more) {
        var all = Stream.concat(notes.stream(), more.stream()).toList();
        return new Meta(unit, bucket, zone, provenance, all);
    }
}
