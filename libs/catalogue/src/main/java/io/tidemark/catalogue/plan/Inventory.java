package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
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

    /** What will be there if somebody asks once more, a little later. */
    Inventory later() {
        return new Inventory(floors.later(), cleanDays, hoursFrom, waiting);
    }

    /** From this start of a day on, no day is up to date. */
    Instant openDays(Grids grids) {
        var whole = grids.ceiling(hoursFrom, Grain.DAY);
        return cleanDays.stream()
                .max(Comparator.naturalOrder())
                .map(day -> grids.calendar().endOf(day))
                .filter(whole::isBefore)
                .orElse(whole);
    }

    Instant floor(Grain grain) {
        return floors.of(grain);
    }
}
