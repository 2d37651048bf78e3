package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Grain;
import io.tidemark.rollups.Measure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Chooses the cube, the range and the grains to read. Of plans that read as much of raw events the smallest cube wins. */
final class Planner {

    private final Scope scope;
    private final Aggregation aggregation;
    private final Grids grids;
    private final Inventory inventory;
    private final Widenings widenings;
    private final List<Optional<Cube>> sources;
    private final Map<Span, Optional<List<Instant>>> starts = new HashMap<>();

    Planner(Scope scope, Aggregation aggregation, Inventory inventory) {
        this.scope = scope;
        this.aggregation = aggregation;
        this.grids = Grids.of(scope.homeZone());
        this.inventory = inventory;
        this.widenings = new Widenings(aggregation.range(), grids);
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
        var all = cutters(inventory);
        return best(all.stream().flatMap(cutter -> plan(cutter).stream()))
                .or(() -> widenings.lastResort().stream()
                        .flatMap(range -> best(all.stream().flatMap(cutter -> plan(cutter, range).stream())).stream())
                        .findFirst())
                .orElseThrow(() -> new RangeNotKeptException(earliestFrom()));
    }

    private List<Cutter> cutters(Inventory kept) {
        return sources.stream().map(source -> new Cutter(grids, kept, source)).toList();
    }

    private static Optional<Plan> best(Stream<Plan> plans) {
        return untilWithoutEvents(plans).stream()
                .min(Comparator.comparing(plan -> plan.cuts().ofEvents()));
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

    private Optional<Plan> plan(Cutter cutter) {
        var preferred = plans(cutter, widenings.preferred());
        return preferred.stream()
                .filter(plan -> plan.cuts().events().isEmpty())
                .findFirst()
                .or(() -> preferred.stream().findFirst())
                .or(() -> widenings.others().stream()
                        .flatMap(range -> plan(cutter, range).stream())
                        .findFirst());
    }

    private List<Plan> plans(Cutter cutter, Collection<Span> ranges) {
        return untilWithoutEvents(ranges.stream().flatMap(range -> plan(cutter, range).stream()));
    }

    /** None of a range that has too many buckets, even if it got them by being widened. */
    private Optional<Plan> plan(Cutter cutter, Span range) {
        return starts.computeIfAbsent(range, this::startsOf)
                .flatMap(all -> cutter.cut(range, all).map(cuts -> new Plan(cutter.cube(), range, all, cuts)));
    }

    private Optional<List<Instant>> startsOf(Span range) {
        return aggregation
                .bucket()
                .map(bucket -> bucket.starts(range.from(), range.to()))
                .orElseGet(() -> Optional.of(List.of(range.from())));
    }

    /** With the end that was asked for; of a range that is too old as a whole, with now. */
    private Instant earliestFrom() {
        var later = cutters(inventory.later());
        return Stream.of(widenings.ends().distinct().toList(), List.of(scope.now()))
                .flatMap(ends -> earliestFrom(later, ends).stream())
                .findFirst()
                .orElseGet(() -> scope.floors().earliestRaw());
    }

    private Optional<Instant> earliestFrom(List<Cutter> later, List<Instant> ends) {
        var from = aggregation.range().from();
        var floors = inventory.later().floors();
        return Stream.concat(
                        Stream.of(scope.floors().earliestRaw()),
                        Arrays.stream(Grain.values()).flatMap(grain -> Stream.of(from, floors.of(grain))
                                .map(instant -> grids.ceiling(instant, grain))))
                .filter(start -> !start.isBefore(from))
                .distinct()
                .sorted()
                .filter(start -> ends.stream().filter(start::isBefore).anyMatch(end -> later.stream()
                        .anyMatch(cutter -> plan(cutter, new Span(start, end)).isPresent())))
                .findFirst();
    }
}
