package io.tidemark.rollups;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * One pass over the facts that groups them by several cubes and grains at once. All aggregates are worked out in
 * every grouping set, so cubes that need the same ones go together.
 */
final class CubeSets {

    private final List<CubeSet> sets;
    private final List<Grain> grains;
    private final List<Dimension> dimensions;

    CubeSets(Predicate<Cube> which, Predicate<Grain> when) {
        this.sets = Arrays.stream(Cube.values())
                .filter(which)
                .flatMap(cube -> Arrays.stream(Grain.values())
                        .filter(grain -> when.test(grain) && cube.keeps(grain))
                        .map(grain -> new CubeSet(cube, grain)))
                .toList();
        this.grains = Arrays.stream(Grain.values())
                .filter(grain -> sets.stream().anyMatch(set -> set.grain() == grain))
                .toList();
        this.dimensions = Arrays.stream(Dimension.values())
                .filter(dimension -> sets.stream().anyMatch(set -> set.keeps(dimension)))
                .toList();
    }

    /** Rows of set number, bucket, type, all dimensions and all measures; an array of latency buckets as the histogram. */
    String select() {
        return """
                SELECT %s, coalesce(%s), type, %s, %s
                  FROM fact
                 GROUP BY GROUPING SETS (%s)""".formatted(
                        number(),
                        grains.stream().map(Grain::label).collect(joining(", ")),
                        Columns.dimensions(dimension -> dimensions.contains(dimension) ? dimension.column() : "NULL"),
                        Columns.measures(measure ->
                                sets.stream().anyMatch(set -> set.cube().keeps(measure)) ? measure.ofFacts() : "NULL"),
                        sets.stream().map(CubeSet::columns).collect(joining(", ")));
    }

    private String number() {
        var columns = Stream.concat(
                        grains.stream().map(Grain::label), dimensions.stream().map(Dimension::column))
                .collect(joining(", "));
        return sets.stream()
                .map(set -> "WHEN %d THEN %d".formatted(set.mask(grains, dimensions), set.number()))
                .collect(joining(" ", "CASE GROUPING(" + columns + ") ", " END"));
    }
}
