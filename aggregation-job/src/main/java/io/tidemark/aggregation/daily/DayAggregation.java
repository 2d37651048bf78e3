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

    private final TenantRepository tenants;
    private final DueDayRepository dueDays;
    private final RollupRepository rollups;

    DayAggregation(TenantRepository tenants, DueDayRepository dueDays, RollupRepository rollups) {
        this.tenants = tenants;
        this.dueDays = dueDays;
        this.rollups = rollups;
    }

    /**
     * A day that got all its events is not marked stale over and over, so days are made once they are over.
     *
     * @param now days that end later are not over
     */
    void aggregate(Selection selection, Instant now, Tally tally) {
        var homes = homes(tally);
        if (selection instanceof Selection.Exactly(var range)) {
            refuseUnlessOver(range.to(), homes, now);
            refuseUnlessKept(range.from(), homes);
        }
        for (var home : homes) {
            rollUp(home, tally);
            aggregate(home, selection, now, tally);
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

    private static void refuseUnlessOver(LocalDate day, List<HomeTenant> homes, Instant now) {
        for (var home : homes) {
            if (day.isAfter(home.lastDayOver(now))) {
                throw DayRefusedException.notOver(day, home);
            }
        }
    }

    private void refuseUnlessKept(LocalDate day, List<HomeTenant> homes) {
        for (var home : homes) {
            var floor = rollups.hourFloor(home.home());
            if (day.isBefore(home.firstDayFrom(floor))) {
                throw DayRefusedException.gone(day, home, floor);
            }
        }
    }

    /** What waits is no obstacle to making days: readers add it. */
    private void rollUp(HomeTenant home, Tally tally) {
        try {
            rollups.rollUp(home.home());
        } catch (RuntimeException e) {
            tally.failed("roll up", home.id(), null, e);
        }
    }

    private void aggregate(HomeTenant home, Selection selection, Instant now, Tally tally) {
        for (var day : days(home, selection, now, tally)) {
            try {
                tally.aggregated(day, rollups.make(home.home(), day));
            } catch (RuntimeException e) {
                tally.failed("day", home.id(), day, e);
            }
        }
    }

    private List<LocalDate> days(HomeTenant home, Selection selection, Instant now, Tally tally) {
        try {
            return switch (selection) {
                case Selection.Exactly(var range) -> range.days().toList();
                case Selection.CatchUp() -> due(home, now);
            };
        } catch (RuntimeException e) {
            tally.failed("due days", home.id(), null, e);
            return List.of();
        }
    }

    private List<LocalDate> due(HomeTenant home, Instant now) {
        var last = home.lastDayOver(now);
        var floor = rollups.hourFloor(home.home());
        return dueDays.findEarliest(home.id())
                .map(home.calendar()::dayOf)
                .map(first -> first.isBefore(home.firstDayFrom(floor)) ? home.firstDayFrom(floor) : first)
                .filter(first -> !first.isAfter(last))
                .map(first -> dueDays.listDue(home.id(), new DayRange(first, last)))
                .orElse(List.of());
    }
}
