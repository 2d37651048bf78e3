package io.tidemark.importer.line;

/** What a line of a log turned out to be. */
public sealed interface LogLine {

    record Entry(AccessEntry entry) implements LogLine {}

    /** @param reason for people; names the part that could not be read */
    record Malformed(String reason) implements LogLine {}
}
