package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;

/**
 * What is there to read, in the snapshot of the transaction.
 *
 * @param floors from when on each grain is complete and may be read
 * @param cleanDays home days whose day buckets are up to date
 * @param hoursFrom from when on all hours are there, whether or not the tier may read them; days that begin earlier are up
 *     to date, too
 */
record Inventory(RetentionFloors floors, Set<LocalDate> cleanDays, Instant hoursFrom, Waiting waiting) {

    Inventory {
        cleanDays = Set.copyOf(cleanDays);
    }

    Instant floor(Grain grain) {
        return floors.of(grain);
    }
}
