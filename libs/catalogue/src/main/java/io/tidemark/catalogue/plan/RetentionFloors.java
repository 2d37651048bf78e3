package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Grain;
import java.time.Duration;
import java.time.Instant;

/** From when on a tier may read raw events, minutes, hours and days. */
public record RetentionFloors(Instant raw, Instant minute, Instant hour, Instant day) {

    /** Floors that lie the given durations before now. */
    public static RetentionFloors of(Instant now, Duration raw, Duration minute, Duration hour, Duration day) {
        return new RetentionFloors(now.minus(raw), now.minus(minute), now.minus(hour), now.minus(day));
    }

    public Instant of(Grain grain) {
        return switch (grain) {
            case MINUTE -> minute;
            case HOUR -> hour;
            case DAY -> day;
        };
    }
}
