package io.tidemark.catalogue.plan;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a range is divided. Buckets are aligned to the clock and the calendar of a zone, and reckoned by {@code java.time}
 * only: the zone rules of PostgreSQL may differ.
 *
 * @param anchor if present: buckets of exactly the width are counted from here, whatever the clock says
 */
public record Bucket(BucketWidth width, ZoneId zone, Optional<Instant> anchor) {

    /** More than anybody can look at. */
    public static final int MAX_BUCKETS = 11_000;

    private static final int HOURS = 6;

    public static Bucket of(BucketWidth width, ZoneId zone) {
        return new Bucket(width, zone, Optional.empty());
    }

    /** Buckets of which one ends at the instant. */
    public static Bucket endingAt(Instant anchor, BucketWidth width) {
        return new Bucket(width, ZoneOffset.UTC, Optional.of(anchor));
    }

    /**
     * The starts of all buckets that overlap the range, ascending; the first may be before it.
     *
     * @return empty if there are more than {@link #MAX_BUCKETS}
     */
    public Optional<List<Instant>> starts(Instant from, Instant to) {
        var starts = new ArrayList<Instant>();
        for (var start = startOf(from); start.isBefore(to); start = next(start)) {
            if (starts.size() == MAX_BUCKETS) {
                return Optional.empty();
            }
            starts.add(start);
        }
        return Optional.of(starts);
    }

    /** The start of the bucket that holds the instant. */
    public Instant startOf(Instant instant) {
        if (anchor.isPresent()) {
            var beyond = Math.floorMod(
                    Duration.between(anchor.get(), instant).toNanos(),
                    width.about().toNanos());
            return instant.minusNanos(beyond);
        }
        return width.isOfCalendar() ? startByCalendar(instant) : startByClock(instant);
    }

    /** The start of the bucket after the one that starts at the given instant. */
    public Instant next(Instant start) {
        if (anchor.isPresent()) {
            return start.plus(width.about());
        }
        if (!width.isOfCalendar()) {
            var end = flooredByClock(start).plus(width.about());
            var change = zone.getRules().nextTransition(start);
            // Clocks set by less than the width cut a bucket in two.
            return change != null && change.getInstant().isBefore(end) ? change.getInstant() : end;
        }
        var local = floored(start.atZone(zone).toLocalDateTime());
        do {
            local = plus(local);
        } while (!instantOf(local).isAfter(start));
        return instantOf(local);
    }

    private Instant startByClock(Instant instant) {
        var start = flooredByClock(instant);
        var offset = zone.getRules().getOffset(instant);
        if (zone.getRules().getOffset(start).equals(offset)) {
            return start;
        }
        var change = zone.getRules().previousTransition(instant.plusNanos(1));
        return change != null && change.getInstant().isAfter(start) ? change.getInstant() : start;
    }

    private Instant flooredByClock(Instant instant) {
        var offset = zone.getRules().getOffset(instant).getTotalSeconds();
        var beyond =
                Math.floorMod(instant.getEpochSecond() + offset, width.about().toSeconds());
        return Instant.ofEpochSecond(instant.getEpochSecond() - beyond);
    }

    private Instant startByCalendar(Instant instant) {
        var local = floored(instant.atZone(zone).toLocalDateTime());
        while (instantOf(local).isAfter(instant)) {
            local = minus(local);
        }
        // Clocks set back over a boundary show the old bucket once more: it stays over.
        while (!instantOf(plus(local)).isAfter(instant)) {
            local = plus(local);
        }
        return instantOf(local);
    }

    private LocalDateTime floored(LocalDateTime time) {
        var day = time.toLocalDate();
        return switch (width) {
            case SIX_HOURS -> day.atTime(time.getHour() / HOURS * HOURS, 0);
            case WEEK ->
                day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).atStartOfDay();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay();
            case MINUTE, FIVE_MINUTES, QUARTER_HOUR, HOUR, DAY -> day.atStartOfDay();
        };
    }

    private LocalDateTime plus(LocalDateTime start) {
        return switch (width) {
            case SIX_HOURS -> start.plusHours(HOURS);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
            case MINUTE, FIVE_MINUTES, QUARTER_HOUR, HOUR, DAY -> start.plusDays(1);
        };
    }

    private LocalDateTime minus(LocalDateTime start) {
        return switch (width) {
            case SIX_HOURS -> start.minusHours(HOURS);
            case WEEK -> start.minusWeeks(1);
            case MONTH -> start.minusMonths(1);
            case MINUTE, FIVE_MINUTES, QUARTER_HOUR, HOUR, DAY -> start.minusDays(1);
        };
    }

    private Instant instantOf(LocalDateTime local) {
        LocalDate day = local.toLocalDate();
        // A day begins with its first instant, even if midnight is skipped.
        return (local.getHour() == 0 ? day.atStartOfDay(zone) : local.atZone(zone)).toInstant();
    }
}
