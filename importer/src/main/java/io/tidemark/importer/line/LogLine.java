package io.tidemark.importer.line;

/** What a line of a log turned out to be. */
public sealed interface LogLine {

    /** A line that tells of a request. */
    record Entry(AccessEntry entry) implements LogLine {}

    /** A line that is no entry; the reason, for people, names the part that could not be read. */
    record Malformed(String reason) implements LogLine {}
}
