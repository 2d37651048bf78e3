package io.tidemark.query.job;

import java.util.Locale;

/** What of the job is run by time, and missed when it is not. */
enum Command {
    AGGREGATE,
    SNAPSHOTS,
    PARTITIONS,
    RETENTION,
    PURGE;

    /** As the runs are recorded. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
