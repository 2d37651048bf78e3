package io.tidemark.aggregation.snapshot;

import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.BucketWidth;
import java.time.ZoneId;
import java.util.Locale;

/** The periods that snapshots are of. */
enum SnapshotType {
    HOURLY(BucketWidth.HOUR, 48),
    DAILY(BucketWidth.DAY, 31),
    WEEKLY(BucketWidth.WEEK, 6);

    private final BucketWidth width;
    private final int atOnce;

    SnapshotType(BucketWidth width, int atOnce) {
        this.width = width;
        this.atOnce = atOnce;
    }

    Bucket periods(ZoneId zone) {
        return Bucket.of(width, zone);
    }

    /** How many are taken together, which bounds memory. */
    int atOnce() {
        return atOnce;
    }

    /** As it is stored. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
