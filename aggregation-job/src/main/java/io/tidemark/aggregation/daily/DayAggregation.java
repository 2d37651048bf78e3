package io.tidemark.aggregation.daily;

import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Makes the selected days, tenant by tenant; one that fails does not stop the others. */
@ApplicationScoped
class DayAggregation {

    /** So many days in a row without an answer from PostgreSQL, and the rest of the run is not tried. */
    private static final int UNANSWERED_LIMIT = 3;

    private final BarrierRepository barrier;
    private final TenantRepository tenants;
    private final DueDayRepository dueDays;
    private final DailyAggregateRepository aggregates;

    DayAggregation(
            BarrierRepository barrier,
            TenantRepository tenants,
            DueDayRepository dueDays,
            DailyAggregateRepository aggregates) {
        this.barrier = barrier;
        this.tenants = tenants;
        this.dueDays = dueDays;
        this.aggregates = aggregates;
    }

    /** The barrier comes first: only days that were over before it are safe to count. */
    void aggregate(Selection selection, Tally tally) {
        var barrierAt = barrier.awaitFlushes();
        var homes = homes(tally);
        if (selection instanceof Selection.Exactly(var range)) {
            refuseUnlessOver(range.to(), homes, barrierAt);
        }
        for (var home : homes) {
            aggregate(home, selection, barrierAt, tally);
        }
    }

    private List<HomeTenant> homes(Tally tally) {
        var live = tenants.listLive();
        tally.tenants(live.size());
        var homes = new ArrayList<HomeTenant>(live.size());
        for (var row : live) {
            try {
                homes.add(row.atHome());
            } catch (DateTimeException e) {
                tally.failures().add("time zone", row.id(), null, e);
            }
        }
        return homes;
    }

    private static void refuseUnlessOver(LocalDate day, List<HomeTenant> homes, Instant barrierAt) {
        for (var home : homes) {
            if (day.isAfter(home.lastDayOver(barrierAt))) {
                throw new DayNotOverException(day, home);
            }
        }
    }

    private void aggregate(HomeTenant home, Selection selection, Instant barrierAt, Tally tally) {
        List<LocalDate> days;
        try {
            days = days(home, selection, barrierAt).toList();
        } catch (RuntimeException e) {
            tally.failures().add("due days", home.id(), null, e);
            return;
        }
        var unanswered = 0;
        for (var day : days) {
            unanswered = aggregated(home, day, tally) ? 0 : unanswered + 1;
            if (unanswered == UNANSWERED_LIMIT) {
                throw new IllegalStateException("PostgreSQL does not answer; the run is given up");
            }
        }
    }

    private Stream<LocalDate> days(HomeTenant home, Selection selection, Instant barrierAt) {
        return switch (selection) {
            case Selection.Exactly(var range) -> range.days();
            case Selection.CatchUp() -> due(home, barrierAt);
        };
    }

    private Stream<LocalDate> due(HomeTenant home, Instant barrierAt) {
        var last = home.lastDayOver(barrierAt);
        return dueDays
                .findEarliest(home.id())
                .map(utcDay -> home.calendar()
                        .dayOf(utcDay.atStartOfDay(ZoneOffset.UTC).toInstant()))
                .filter(first -> !first.isAfter(last))
                .map(first -> dueDays.listDue(home.id(), new DayRange(first, last)))
                .stream()
                .flatMap(List::stream);
    }

    /** Says whether PostgreSQL answered, be it by refusing. */
    private boolean aggregated(HomeTenant home, LocalDate day, Tally tally) {
        try {
            tally.aggregated(day, aggregates.aggregate(DueDay.of(home, day)));
            return true;
        } catch (RuntimeException e) {
            tally.failures().add("day", home.id(), day, e);
            return e instanceof PgException;
        }
    }
}
