package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Grain;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What the bounds of a range may become, so that something that is kept can answer it. */
record Widenings(Range range, Grids grids) {

    private static final int MANY = 24;

    /** Wider by little, as measured by the length of the range. */
    Set<Span> preferred() {
        var ranges = new LinkedHashSet<Span>();
        ranges.add(to(Grain.MINUTE));
        var length = Duration.between(range.from(), range.to());
        if (length.compareTo(Duration.ofHours(MANY)) >= 0) {
            ranges.add(to(Grain.HOUR));
        }
        if (length.compareTo(Duration.ofDays(MANY)) >= 0) {
            ranges.add(new Span(to(Grain.DAY).from(), to(Grain.HOUR).to()));
            ranges.add(to(Grain.DAY));
        }
        ranges.add(new Span(range.from(), range.to()));
        return ranges;
    }

    /** Rather too wide, or a little too narrow where retention ends, than none. */
    Set<Span> others() {
        var ranges = new LinkedHashSet<Span>();
        ranges.add(to(Grain.HOUR));
        ranges.add(to(Grain.DAY));
        if (range.widenFrom()) {
            for (var grain : Grain.values()) {
                var from = grids.ceiling(range.from(), grain);
                var to = to(grain).to();
                if (from.isBefore(to)) {
                    ranges.add(new Span(from, to));
                }
            }
        }
        return ranges;
    }

    /** Of a range that yields: wider than it was asked for, those that are wider by little first. */
    List<Span> lastResort() {
        return range.yielding()
                ? starts().flatMap(from -> ends().map(to -> new Span(from, to)))
                        .distinct()
                        .sorted(Comparator.comparing(Span::length))
                        .toList()
                : List.of();
    }

    /** Where the range may end. */
    Stream<Instant> ends() {
        var end = Stream.of(range.to());
        return range.yielding() || range.widenTo()
                ? Stream.concat(end, Arrays.stream(Grain.values()).map(grain -> grids.ceiling(range.to(), grain)))
                : end;
    }

    private Stream<Instant> starts() {
        return Stream.concat(
                Stream.of(range.from()), Arrays.stream(Grain.values()).map(grain -> grids.floor(range.from(), grain)));
    }

    private Span to(Grain grain) {
        return new Span(
                range.widenFrom() ? grids.floor(range.from(), grain) : range.from(),
                range.widenTo() ? grids.ceiling(range.to(), grain) : range.to());
    }
}
