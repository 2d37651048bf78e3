package io.tidemark.importer.progress;

import io.tidemark.importer.send.Tally.Counts;
import java.time.Duration;
import java.util.Locale;

/**
 * How far an import has come at one moment.
 *
 * @param size bytes in all, negative if nobody knows
 */
record Snapshot(long position, long size, Counts counts, Duration elapsed) {

    private static final int WIDTH = 24;

    /** {@code [#####···] 42 %  12.1 of 28.8 MB  61,234 lines  40,120 events/s  ETA 0:07} */
    String bar() {
        return size <= 0 ? line() : "[" + filled() + "] " + line();
    }

    String line() {
        var done = "%,d lines  %,d events/s".formatted(counts.lines(), rate());
        if (size <= 0) {
            return "%s read  %s".formatted(megabytes(position) + " MB", done);
        }
        return "%3d %%  %s of %s MB  %s  ETA %s"
                .formatted(percent(), megabytes(position), megabytes(size), done, eta());
    }

    private String filled() {
        int cells = (int) (fraction() * WIDTH);
        return "#".repeat(cells) + "·".repeat(WIDTH - cells);
    }

    private int percent() {
        return (int) (fraction() * 100);
    }

    private double fraction() {
        return Math.min(1, (double) position / size);
    }

    private long rate() {
        return Math.round(counts.answered() / Math.max(1e-3, elapsed.toMillis() / 1e3));
    }

    private String eta() {
        if (position == 0) {
            return "?";
        }
        long seconds = Math.round(elapsed.toMillis() / 1e3 * (1 - fraction()) / fraction());
        return "%d:%02d".formatted(seconds / 60, seconds % 60);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
    }
}
