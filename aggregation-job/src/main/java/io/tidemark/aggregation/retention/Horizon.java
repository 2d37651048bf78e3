package io.tidemark.aggregation.retention;

import io.tidemark.rollups.Grain;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** How far back events and each grain of their rollups are kept. */
public record Horizon(Instant raw, Instant minute, Instant hour, Instant day) {

    /** Less than this is taken for a mistake, before it has removed everything. */
    static final Duration SHORTEST = Duration.ofDays(1);

    /** What is kept at the instant; fails if a retention is too short to be meant. */
    public static Horizon of(TierRetentions.Kept kept, Instant now) {
        return new Horizon(
                now.minus(checked(kept.rawRetention())),
                now.minus(checked(kept.minuteRetention())),
                now.minus(checked(kept.hourRetention())),
                now.minus(checked(kept.dayRetention())));
    }

    /** Whatever any of them keeps. */
    static Horizon farthest(List<Horizon> horizons) {
        return horizons.stream().reduce(Horizon::and).orElseThrow();
    }

    private Horizon and(Horizon other) {
        return new Horizon(
                earlier(raw, other.raw),
                earlier(minute, other.minute),
                earlier(hour, other.hour),
                earlier(day, other.day));
    }

    /** Buckets that begin earlier are not kept. */
    public Instant of(Grain grain) {
        return switch (grain) {
            case MINUTE -> minute;
            case HOUR -> hour;
            case DAY -> day;
        };
    }

    /** The first UTC day of which some events are kept. */
    LocalDate firstEventDay() {
        return LocalDate.ofInstant(raw, ZoneOffset.UTC);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static Duration checked(Duration retention) {
        if (retention.compareTo(SHORTEST) < 0) {
            throw new IllegalStateException("a retention of %s is less than %s".formatted(retention, SHORTEST));
        }
        return retention;
    }
}
