package io.tidemark.aggregation.snapshot;

import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.BucketWidth;
import java.time.Instant;
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

    /**
     * Where the first period starts that can be taken. Days are known as such once their hours are gone; hours are not.
     *
     * @param since in the first period that is wanted
     * @param hoursFrom from when on all hours are kept
     */
    Instant first(ZoneId zone, Instant since, Instant hoursFrom) {
        var periods = periods(zone);
        if (this != HOURLY) {
            return periods.startOf(since);
        }
        var start = periods.startOf(since.isBefore(hoursFrom) ? hoursFrom : since);
        return start.isBefore(hoursFrom) ? periods.next(start) : start;
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
