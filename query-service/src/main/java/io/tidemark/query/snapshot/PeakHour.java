package io.tidemark.query.snapshot;

import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The busiest hour of a day. */
final class PeakHour {

    private PeakHour() {}

    /**
     * The hour on the clock of the zone with the most requests, the earliest of several. The hour that is there twice when
     * clocks go back is one.
     *
     * @param starts of the hours of the day that are kept; null if there are none
     * @param requests of each
     * @param total requests of the day
     * @return null unless the hours amount to the day, and of a day without requests
     */
    static @Nullable Integer of(
            ZoneId zone, OffsetDateTime @Nullable [] starts, Long @Nullable [] requests, long total) {
        if (starts == null || requests == null || total == 0) {
            return null;
        }
        var byHour = new TreeMap<Integer, Long>();
        var sum = 0L;
        for (var i = 0; i < starts.length; i++) {
            byHour.merge(starts[i].atZoneSameInstant(zone).getHour(), requests[i], Long::sum);
            sum += requests[i];
        }
        if (sum != total) {
            return null;
        }
        var peak = byHour.firstEntry();
        for (var hour : byHour.entrySet()) {
            peak = hour.getValue() > peak.getValue() ? hour : peak;
        }
        return peak.getKey();
    }
}
