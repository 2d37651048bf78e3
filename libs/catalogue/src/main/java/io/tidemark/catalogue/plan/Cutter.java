package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Grain;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Cuts ranges into the coarsest buckets of a cube that fit and may be read, and raw events at the edges. */
final class Cutter {

    private final Grids grids;
    private final Inventory inventory;
    private final List<Grain> grains;
    private final Optional<Cube> cube;
    private final Instant keptDays;
    private final Instant openDays;

    /** Of a cube, or, without one, of raw events alone. */
    Cutter(Grids grids, Inventory inventory, Optional<Cube> cube) {
        this.grids = grids;
        this.inventory = inventory;
        this.cube = cube;
        this.keptDays = grids.ceiling(inventory.floor(Grain.DAY), Grain.DAY);
        this.openDays = inventory.openDays(grids);
        this.grains = Arrays.stream(Grain.values())
                .filter(grain -> cube.stream().anyMatch(kept -> kept.keeps(grain)))
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    Optional<Cube> cube() {
        return cube;
    }

    /**
     * The cuts of a range.
     *
     * @param starts of the buckets asked for, ascending; the first may be before the range
     * @return empty if nothing that is kept can tell
     */
    Optional<Cuts> cut(Span range, List<Instant> starts) {
        var cuts = new Cuts();
        var from = range.from();
        for (var i = 1; i <= starts.size(); i++) {
            var to = i < starts.size() ? starts.get(i) : range.to();
            if (!cut(cuts, from, to, 0)) {
                return Optional.empty();
            }
            from = to;
        }
        return Optional.of(cuts);
    }

    private boolean cut(Cuts cuts, Instant from, Instant to, int level) {
        if (!from.isBefore(to)) {
            return true;
        }
        if (level == grains.size()) {
            return cutEvents(cuts, from, to);
        }
        var grain = grains.get(level);
        var first = grids.ceiling(from, grain);
        var last = grids.floor(to, grain);
        if (!first.isBefore(last)) {
            return cut(cuts, from, to, level + 1);
        }
        return cut(cuts, from, first, level + 1)
                && (grain == Grain.DAY ? cutDays(cuts, first, last, level) : cutKept(cuts, first, last, level))
                && cut(cuts, last, to, level + 1);
    }

    private boolean cutEvents(Cuts cuts, Instant from, Instant to) {
        if (from.isBefore(inventory.floors().raw())) {
            return false;
        }
        cuts.events().add(from, to);
        return true;
    }

    private boolean cutKept(Cuts cuts, Instant first, Instant last, int level) {
        var grain = grains.get(level);
        var floor = grids.ceiling(inventory.floor(grain), grain);
        var begin = first.isBefore(floor) ? floor : first;
        if (!begin.isBefore(last)) {
            return cut(cuts, first, last, level + 1);
        }
        if (!cut(cuts, first, begin, level + 1)) {
            return false;
        }
        cuts.of(grain).add(begin, last);
        return true;
    }

    /**
     * A day that is not up to date is read from its hours, however old it is: what may be told of it is the same. Days that
     * are not kept are cut together, into fewer, longer spans.
     */
    private boolean cutDays(Cuts cuts, Instant first, Instant last, int level) {
        var kept = latest(first, keptDays);
        if (!kept.isBefore(last)) {
            return cut(cuts, first, last, level + 1);
        }
        if (!cut(cuts, first, kept, level + 1)) {
            return false;
        }
        var calendar = grids.calendar();
        var open = latest(kept, openDays.isBefore(last) ? openDays : last);
        for (var day = calendar.dayOf(kept); calendar.startOf(day).isBefore(open); day = day.plusDays(1)) {
            var start = calendar.startOf(day);
            var end = calendar.endOf(day);
            if (start.isBefore(end)) {
                cuts.of(isUpToDate(day) ? Grain.DAY : Grain.HOUR).add(start, end);
            }
        }
        if (open.isBefore(last)) {
            cuts.of(Grain.HOUR).add(open, last);
        }
        return true;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private boolean isUpToDate(LocalDate day) {
        return inventory.cleanDays().contains(day)
                || grids.calendar().startOf(day).isBefore(inventory.hoursFrom());
    }
}
