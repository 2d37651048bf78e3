package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Grain;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** From when on a tier may read raw events, minutes, hours and days. */
public record RetentionFloors(Instant raw, Instant minute, Instant hour, Instant day) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static final Duration ONCE_MORE = MINUTE;

    /** Floors that lie the given durations before now. */
    public static RetentionFloors of(Instant now, Duration raw, Duration minute, Duration hour, Duration day) {
        return new RetentionFloors(now.minus(raw), now.minus(minute), now.minus(hour), now.minus(day));
    }

    /** The floors a little later: what is above them is still kept if somebody asks once more. */
    RetentionFloors later() {
        return new RetentionFloors(
                raw.plus(ONCE_MORE), minute.plus(ONCE_MORE), hour.plus(ONCE_MORE), day.plus(ONCE_MORE));
    }

    /** From when on raw events may still be read if somebody asks once more, a little later. A whole minute. */
    public Instant earliestRaw() {
        return later().raw.plus(MINUTE).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
    }

    public Instant of(Grain grain) {
        return switch (grain) {
            case MINUTE -> minute;
            case HOUR -> hour;
            case DAY -> day;
        };
    }
}
