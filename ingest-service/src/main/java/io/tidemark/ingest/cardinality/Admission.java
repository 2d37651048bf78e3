package io.tidemark.ingest.cardinality;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.Event;
import java.util.List;

/** The events of a request with {@value Event#OTHER} for what is beyond the caps. */
public sealed interface Admission {

    /** All values were known. */
    record Settled(List<Event> events) implements Admission {}

    /** The database must be asked first. Fails if it does not answer in time. */
    record Pending(Uni<List<Event>> events) implements Admission {}
}
