package io.tidemark.catalogue.plan;

import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.HourGrid;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Where the buckets of each grain begin. */
record Grids(HomeCalendar calendar, HourGrid hours) {

    static Grids of(ZoneId homeZone) {
        return new Grids(new HomeCalendar(homeZone), HourGrid.of(homeZone));
    }

    /** The start of the bucket that holds the instant. */
    Instant floor(Instant instant, Grain grain) {
        return switch (grain) {
            case MINUTE -> instant.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> hours.floor(instant);
            case DAY -> calendar.startOf(calendar.dayOf(instant));
        };
    }

    /** The first start that is not before the instant. */
    Instant ceiling(Instant instant, Grain grain) {
        var floor = floor(instant, grain);
        return floor.equals(instant) ? floor : next(instant, grain);
    }

    private Instant next(Instant instant, Grain grain) {
        return switch (grain) {
            case MINUTE -> floor(instant, grain).plus(Duration.ofMinutes(1));
            case HOUR -> hours.floor(instant).plus(hours.width());
            case DAY -> calendar.endOf(calendar.dayOf(instant));
        };
    }
}
