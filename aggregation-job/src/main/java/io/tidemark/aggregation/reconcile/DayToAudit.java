package io.tidemark.aggregation.reconcile;

import io.tidemark.aggregation.retention.Horizon;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.roll.Home;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/** One home day of a tenant, and what its tier keeps. */
record DayToAudit(Home home, LocalDate day, Horizon horizon) {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** Buckets of a grain that lie within the day. */
    record Buckets(Instant from, Instant to, Duration width, Instant origin) {}

    Instant start() {
        return home.calendar().startOf(day);
    }

    Instant end() {
        return home.calendar().endOf(day);
    }

    /** Those that are kept; empty if none is. */
    Optional<Buckets> buckets(Grain grain, Instant floor) {
        var from = latest(start(), horizon.of(grain), floor);
        var buckets =
                switch (grain) {
                    case MINUTE -> new Buckets(ceiling(from), end(), MINUTE, Instant.EPOCH);
                    case HOUR -> {
                        var grid = home.grid();
                        yield new Buckets(grid.ceiling(from), end(), grid.width(), grid.origin());
                    }
                    case DAY ->
                        new Buckets(
                                from.equals(start()) ? from : end(), end(), Duration.between(start(), end()), start());
                };
        return buckets.from().isBefore(end()) ? Optional.of(buckets) : Optional.empty();
    }

    private static Instant ceiling(Instant instant) {
        var floor = Instant.ofEpochSecond(Math.floorDiv(instant.getEpochSecond(), 60) * 60);
        return floor.equals(instant) ? floor : floor.plus(MINUTE);
    }

    private static Instant latest(Instant a, Instant b, Instant c) {
        var later = a.isBefore(b) ? b : a;
        return later.isBefore(c) ? c : later;
    }
}
