package io.tidemark.rollups.roll;

import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.HourGrid;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/** A tenant, and the zone whose days and hours its rollups follow. */
public record Home(UUID tenant, ZoneId zone) {

    public HomeCalendar calendar() {
        return new HomeCalendar(zone);
    }

    /** Whether the zone never had the day; the next one starts where it would have. */
    boolean isSkipped(LocalDate day) {
        return calendar().startOf(day).equals(calendar().endOf(day));
    }

    public HourGrid grid() {
        return HourGrid.of(zone);
    }
}
