package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/** How far a range moves to become the one that it is compared with. */
sealed interface Shift {

    Instant apply(Instant instant);

    /** Exactly so much. */
    record Exactly(Duration duration) implements Shift {

        @Override
        public Instant apply(Instant instant) {
            return instant.minus(duration);
        }
    }

    /** To the same time of the day. */
    record ByCalendar(Period period, ZoneId zone) implements Shift {

        @Override
        public Instant apply(Instant instant) {
            return instant.atZone(zone).minus(period).toInstant();
        }
    }

    /** By hours of the clock on the wall. */
    record ByClock(long hours, ZoneId zone) implements Shift {

        @Override
        public Instant apply(Instant instant) {
            return instant.atZone(zone)
                    .toLocalDateTime()
                    .minusHours(hours)
                    .atZone(zone)
                    .toInstant();
        }
    }

    /**
     * Of the range that was asked for.
     *
     * @param answered the length of what was answered and is over, which may be more: the period before does not overlap
     */
    static Shift of(Compare compare, Terms terms, Duration answered) {
        return switch (compare) {
            case Compare.Earlier(var period) -> new ByCalendar(period, terms.zone());
            case Compare.Before(var duration) -> new Exactly(duration);
            case Compare.PreviousPeriod previous ->
                terms.bucket()
                        .map(bucket -> byBuckets(terms.range(), bucket))
                        .orElseGet(() -> new Exactly(longer(length(terms.range()), answered)));
        };
    }

    /** By whole buckets, so that the n-th bucket of one range is compared with the n-th of the other. */
    private static Shift byBuckets(Range range, Bucket bucket) {
        var zone = bucket.zone();
        var from = range.from().atZone(zone);
        var to = range.to().atZone(zone);
        if (bucket.anchor().isPresent() || !bucket.width().isOfCalendar()) {
            var width = bucket.width().about();
            return new Exactly(width.multipliedBy(whole(length(range), width)));
        }
        return switch (bucket.width()) {
            case WEEK -> new ByCalendar(Period.ofWeeks(whole(from, to, ChronoUnit.WEEKS)), zone);
            case MONTH -> new ByCalendar(Period.ofMonths(whole(from, to, ChronoUnit.MONTHS)), zone);
            case SIX_HOURS -> {
                var width = bucket.width().about();
                var local = Duration.between(from.toLocalDateTime(), to.toLocalDateTime());
                yield new ByClock(whole(local, width) * width.toHours(), zone);
            }
            default -> new ByCalendar(Period.ofDays(whole(from, to, ChronoUnit.DAYS)), zone);
        };
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? other : one;
    }

    private static Duration length(Range range) {
        return Duration.between(range.from(), range.to());
    }

    private static long whole(Duration length, Duration width) {
        var times = length.dividedBy(width);
        return width.multipliedBy(times).compareTo(length) < 0 ? times + 1 : times;
    }

    private static int whole(ZonedDateTime from, ZonedDateTime to, ChronoUnit unit) {
        var times = unit.between(from, to);
        return Math.toIntExact(from.plus(times, unit).isBefore(to) ? times + 1 : times);
    }
}
