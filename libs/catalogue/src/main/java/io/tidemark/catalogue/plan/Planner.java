package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the cube, the range and the grains to read. Of plans that read as much of raw events the smallest cube wins. */
final class Planner {

    private static final int MANY = 24;

    private final Aggregation aggregation;
    private final Grids grids;
    private final Inventory inventory;
    private final List<Optional<Cube>> sources;

    Planner(Scope scope, Aggregation aggregation, Inventory inventory) {
        this.aggregation = aggregation;
        this.grids = Grids.of(scope.homeZone());
        this.inventory = inventory;
        this.sources = Stream.concat(
                        covering(needed(scope, aggregation), aggregation.measures())
                                .map(Optional::of),
                        Stream.of(Optional.<Cube>empty()))
                .toList();
    }

    /** The cubes that keep all of that, smallest first. */
    static Stream<Cube> covering(Set<Dimension> dimensions, Set<Measure> measures) {
        return Arrays.stream(Cube.values())
                .filter(cube -> cube.dimensions().containsAll(dimensions)
                        && measures.stream().allMatch(cube::keeps));
    }

    /** The dimensions that the aggregation refers to. */
    static Set<Dimension> needed(Scope scope, Aggregation aggregation) {
        return dimensions(Stream.of(
                        aggregation.groupBy().stream(),
                        aggregation.filters().stream().map(Filter::attribute),
                        aggregation.distinct().stream(),
                        scope.teams().stream().map(teams -> Attribute.GROUP))
                .flatMap(attributes -> attributes));
    }

    static Set<Dimension> dimensions(Stream<Attribute> attributes) {
        return attributes
                .flatMap(attribute -> attribute.dimension().stream())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Dimension.class)));
    }

    /** @throws RangeNotKeptException if nothing that is kept can answer */
    Plan plan() {
        return untilWithoutEvents(sources.stream()
                        .map(source -> plan(source, new Cutter(grids, inventory, source)))
                        .flatMap(Optional::stream))
                .stream()
                .min(Comparator.comparing(plan -> plan.cuts().ofEvents()))
                .orElseThrow(() -> new RangeNotKeptException(earliestFrom()));
    }

    /** Nothing beats a plan without events: what would come after it, thousands of buckets perhaps, is not even cut. */
    private static List<Plan> untilWithoutEvents(Stream<Plan> plans) {
        var made = new ArrayList<Plan>();
        for (var all = plans.iterator(); all.hasNext(); ) {
            made.add(all.next());
            if (made.getLast().cuts().events().isEmpty()) {
                break;
            }
        }
        return made;
    }

    private Optional<Plan> plan(Optional<Cube> source, Cutter cutter) {
        var preferred = untilWithoutEvents(preferredRanges().stream()
                .map(range -> plan(source, cutter, range))
                .flatMap(Optional::stream));
        return preferred.stream()
                .filter(plan -> plan.cuts().events().isEmpty())
                .findFirst()
                .or(() -> preferred.stream().findFirst())
                .or(() -> otherRanges().stream()
                        .map(range -> plan(source, cutter, range))
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Optional<Plan> plan(Optional<Cube> source, Cutter cutter, Span range) {
        var starts = aggregation
                .bucket()
                .map(bucket -> bucket.starts(range.from(), range.to()))
                .orElseGet(() -> List.of(range.from()));
        return cutter.cut(range, starts).map(cuts -> new Plan(source, range, starts, cuts));
    }

    /** What the bounds may become: wider by little, as measured by the length of the range. */
    private Set<Span> preferredRanges() {
        var range = aggregation.range();
        var ranges = new LinkedHashSet<Span>();
        ranges.add(widened(Grain.MINUTE));
        var length = Duration.between(range.from(), range.to());
        if (length.compareTo(Duration.ofHours(MANY)) >= 0) {
            ranges.add(widened(Grain.HOUR));
        }
        if (length.compareTo(Duration.ofDays(MANY)) >= 0) {
            ranges.add(new Span(widened(Grain.DAY).from(), widened(Grain.HOUR).to()));
            ranges.add(widened(Grain.DAY));
        }
        ranges.add(new Span(range.from(), range.to()));
        return ranges;
    }

    /** Rather too wide, or a little too narrow where retention ends, than none. */
    private Set<Span> otherRanges() {
        var ranges = new LinkedHashSet<Span>();
        ranges.add(widened(Grain.HOUR));
        ranges.add(widened(Grain.DAY));
        if (aggregation.range().widenFrom()) {
            for (var grain : Grain.values()) {
                var from = grids.ceiling(aggregation.range().from(), grain);
                var to = widened(grain).to();
                if (from.isBefore(to)) {
                    ranges.add(new Span(from, to));
                }
            }
        }
        return ranges;
    }

    private Span widened(Grain grain) {
        var range = aggregation.range();
        return new Span(
                range.widenFrom() ? grids.floor(range.from(), grain) : range.from(),
                range.widenTo() ? grids.ceiling(range.to(), grain) : range.to());
    }

    private Instant earliestFrom() {
        var range = aggregation.range();
        var to = widened(Grain.DAY).to();
        return Stream.concat(
                        Stream.of(inventory.floors().raw()),
                        Arrays.stream(Grain.values()).flatMap(grain -> Stream.of(range.from(), inventory.floor(grain))
                                .map(instant -> grids.ceiling(instant, grain))))
                .filter(from -> !from.isBefore(range.from()) && from.isBefore(range.to()))
                .sorted()
                .filter(from -> Stream.of(range.to(), to).anyMatch(end -> sources.stream()
                        .anyMatch(source -> plan(source, new Cutter(grids, inventory, source), new Span(from, end))
                                .isPresent())))
                .findFirst()
                .orElse(inventory.floors().raw());
    }
}
