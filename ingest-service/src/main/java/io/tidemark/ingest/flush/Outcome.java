package io.tidemark.ingest.flush;

/** What became of the events of one request. */
public sealed interface Outcome {

    /** Committed; {@code duplicates} were stored before, or stood twice in what was written together. */
    record Stored(int accepted, int duplicates) implements Outcome {}

    /** The queue is full, or the request waited too long in it. Nothing is known to be stored. */
    record Overloaded() implements Outcome {}

    /** The database is away, or went away during the commit: what was stored is not known. */
    record Unavailable() implements Outcome {}

    /** The database refused these events: a defect of this service, already logged. */
    record Failed() implements Outcome {}
}
