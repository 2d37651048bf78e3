package io.tidemark.rollups.roll;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Batches that were taken out of the queue by the transaction that rolls them up.
 *
 * @param batches their ids, ascending, of which there is at least one
 * @param events how many they hold
 * @param first time of their earliest event
 * @param last time of their latest event
 * @param floors where each grain begins
 * @param more whether batches were left
 */
record Waiting(List<Long> batches, int events, Instant first, Instant last, Floors floors, boolean more) {

    /** Buckets that begin earlier are not kept. */
    record Floors(Instant minute, Instant hour, Instant day) {}

    Waiting {
        for (var i = 1; i < batches.size(); i++) {
            if (batches.get(i - 1) >= batches.get(i)) {
                throw new IllegalArgumentException("batches are not ascending");
            }
        }
    }

    Span span() {
        return new Span(first, last.plusNanos(1_000));
    }

    LocalDate firstUtcDay() {
        return LocalDate.ofInstant(first, ZoneOffset.UTC);
    }

    LocalDate lastUtcDay() {
        return LocalDate.ofInstant(last, ZoneOffset.UTC);
    }

    long newest() {
        return batches.getLast();
    }
}
