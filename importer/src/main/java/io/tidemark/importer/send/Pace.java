package io.tidemark.importer.send;

import java.time.Duration;

/**
 * How an import is sent.
 *
 * @param connections batches on the way at a time
 * @param patience how long to wait for one batch in all, where the API asks to wait
 */
public record Pace(int connections, Duration patience) {

    public static final Pace USUAL = new Pace(4, Duration.ofMinutes(10));

    /** In order, day by day: the API makes room for old days one after another, and lets senders wait for it. */
    public static final Pace BACKFILL = new Pace(1, Duration.ofHours(6));
}
