package io.tidemark.rollups;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.stream.Stream;

/**
 * Where the hours of a zone begin. Days of the zone begin on this grid, too, so that they are made of whole buckets.
 *
 * @param width one hour; less only for a zone whose clocks are set by less
 * @param origin any beginning
 */
public record HourGrid(Duration width, Instant origin) {

    private static final Instant SINCE = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant UNTIL = Instant.parse("2060-01-01T00:00:00Z");
    private static final long HOUR = 3600;

    /** The grid of a tenant's home zone. */
    public static HourGrid of(ZoneId zone) {
        var rules = zone.getRules();
        var offsets = Stream.concat(
                        Stream.of(rules.getOffset(SINCE)),
                        Stream.iterate(
                                        rules.nextTransition(SINCE),
                                        next -> next != null
                                                && next.getInstant().isBefore(UNTIL),
                                        (ZoneOffsetTransition next) -> rules.nextTransition(next.getInstant()))
                                .map(ZoneOffsetTransition::getOffsetAfter))
                .mapToLong(ZoneOffset::getTotalSeconds)
                .distinct()
                .toArray();
        var width = HOUR;
        for (var offset : offsets) {
            width = greatestCommonDivisor(width, Math.abs(offset - offsets[0]));
        }
        return new HourGrid(Duration.ofSeconds(width), Instant.ofEpochSecond(-Math.floorMod(offsets[0], width)));
    }

    /** Whether a bucket begins at the instant. */
    public boolean contains(Instant instant) {
        return instant.getNano() == 0
                && Math.floorMod(instant.getEpochSecond() - origin.getEpochSecond(), width.toSeconds()) == 0;
    }

    /** The latest beginning that is not after the instant. */
    public Instant floor(Instant instant) {
        var beyond = Math.floorMod(instant.getEpochSecond() - origin.getEpochSecond(), width.toSeconds());
        return Instant.ofEpochSecond(instant.getEpochSecond() - beyond);
    }

    /** The earliest beginning that is not before the instant. */
    public Instant ceiling(Instant instant) {
        var floor = floor(instant);
        return floor.equals(instant) ? floor : floor.plus(width);
    }

    private static long greatestCommonDivisor(long a, long b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
