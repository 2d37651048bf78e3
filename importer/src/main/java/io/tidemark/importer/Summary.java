package io.tidemark.importer;

import io.tidemark.importer.send.Tally;
import java.io.PrintStream;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an import came to.
 *
 * @param unfinished whether a last line without line end was left out
 * @param failure why the import ended before the log did, or null
 */
record Summary(
        String file,
        Tally tally,
        Duration elapsed,
        boolean unfinished,
        @Nullable String failure) {

    /** As the API words it. */
    private static final String TOO_OLD = "older than events are kept";

    void print(PrintStream out) {
        var counts = tally.counts();
        var seconds = Math.max(1, elapsed.toMillis()) / 1e3;
        out.printf("%s: %,d lines in %.1f s%n", file, counts.lines(), seconds);
        out.printf("  sent       %,12d  (%,d/s)%n", counts.answered(), Math.round(counts.answered() / seconds));
        out.printf("  accepted   %,12d%n", counts.accepted());
        out.printf("  duplicates %,12d%n", counts.duplicates());
        out.printf("  rejected   %,12d%n", counts.rejected());
        tally.rejections()
                .forEach((reason, rejected) -> out.printf(
                        "    %,d × %s, first in line %,d%n", rejected.count(), reason, rejected.firstLine()));
        if (tally.rejections().keySet().stream().anyMatch(reason -> reason.contains(TOO_OLD))) {
            out.println("    Older lines are stored with --backfill and a key with the scope backfill.");
        }
        out.printf("  malformed  %,12d%n", counts.malformed());
        if (unfinished) {
            out.println("The last line has no line end and was left out: the log may still be being written."
                    + " Import it again later.");
        }
        if (failure != null) {
            out.println("Not all was sent: " + failure);
            out.println("Run the same command again to go on: nothing will be counted twice.");
        }
    }

    /** Whether every line is stored now. */
    boolean complete() {
        var counts = tally.counts();
        return failure == null && counts.rejected() == 0 && counts.malformed() == 0;
    }
}
