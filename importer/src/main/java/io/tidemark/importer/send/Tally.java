package io.tidemark.importer.send;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what became of the lines of an import. Used by several threads. */
public final class Tally {

    /** How many lines were rejected for one reason, and the number of the first. */
    public record Rejected(long count, long firstLine) {}

    /** A line that could not be read, and its beginning. */
    public record Malformed(long line, String reason, String text) {}

    /** What was counted at one moment. */
    public record Counts(long lines, long malformed, long accepted, long duplicates, long rejected) {

        public long answered() {
            return accepted + duplicates + rejected;
        }
    }

    private static final int SHOWN = 5;
    private static final int REASONS = 20;
    private static final String OTHER = "other reasons";

    private final List<Malformed> firstMalformed = new ArrayList<>();
    private final Map<String, Rejected> rejections = new LinkedHashMap<>();
    private long lines;
    private long malformed;
    private long accepted;
    private long duplicates;
    private long rejected;

    /** Counts a line and returns its number, from 1. */
    public synchronized long line() {
        return ++lines;
    }

    /** Returns whether the line is among the first, which are shown. */
    public synchronized boolean malformed(Malformed line) {
        malformed++;
        return firstMalformed.size() < SHOWN && firstMalformed.add(line);
    }

    synchronized void add(Receipt receipt, Batch batch) {
        accepted += receipt.accepted();
        duplicates += receipt.duplicates();
        rejected += receipt.rejected().size();
        for (var rejection : receipt.rejected()) {
            var known = rejections.containsKey(rejection.reason()) || rejections.size() < REASONS;
            var first = new Rejected(1, batch.line(rejection.index()));
            rejections.merge(known ? rejection.reason() : OTHER, first, Tally::together);
        }
    }

    private static Rejected together(Rejected one, Rejected other) {
        return new Rejected(one.count() + other.count(), Math.min(one.firstLine(), other.firstLine()));
    }

    public synchronized Counts counts() {
        return new Counts(lines, malformed, accepted, duplicates, rejected);
    }

    public synchronized List<Malformed> firstMalformed() {
        return List.copyOf(firstMalformed);
    }

    public synchronized Map<String, Rejected> rejections() {
        return new LinkedHashMap<>(rejections);
    }
}
