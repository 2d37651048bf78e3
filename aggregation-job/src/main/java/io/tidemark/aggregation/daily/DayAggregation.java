package io.tidemark.aggregation.daily;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Makes the selected days, tenant by tenant; one that fails does not stop the others. */
@ApplicationScoped
class DayAggregation {

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
        for (var day : days(home, selection, barrierAt, tally)) {
            try {
                tally.aggregated(day, aggregates.aggregate(DueDay.of(home, day)));
            } catch (RuntimeException e) {
                tally.failed("day", home.id(), day, e);
            }
        }
    }

    private List<LocalDate> days(HomeTenant home, Selection selection, Instant barrierAt, Tally tally) {
        try {
            return switch (selection) {
                case Selection.Exactly(var range) -> range.days().toList();
                case Selection.CatchUp() -> due(home, barrierAt);
            };
        } catch (RuntimeException e) {
            tally.failed("due days", home.id(), null, e);
            return List.of();
        }
    }

    private List<LocalDate> due(HomeTenant home, Instant barrierAt) {
        var last = home.lastDayOver(barrierAt);
        return dueDays.findEarliest(home.id())
                .map(home::firstDayOf)
                .filter(first -> !first.isAfter(last))
                .map(first -> dueDays.listDue(home.id(), new DayRange(first, last)))
                .orElse(List.of());
    }
}
