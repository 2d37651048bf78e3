package io.tidemark.rollups;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.stream.Stream;

/** A cube at one grain: a grouping set. */
record CubeSet(Cube cube, Grain grain) {

    private static final List<Grain> GRAINS = List.of(Grain.values());

    /** Grain and cube in one number. */
    int number() {
        return cube.id() * GRAINS.size() + GRAINS.indexOf(grain);
    }

    static String cubeOf(String number) {
        return number + " / " + GRAINS.size();
    }

    static String isOf(Grain grain, String number) {
        return "%s %% %d = %d".formatted(number, GRAINS.size(), GRAINS.indexOf(grain));
    }

    boolean keeps(Dimension dimension) {
        return cube.dimensions().contains(dimension);
    }

    String columns() {
        return Stream.concat(
                        Stream.of(grain.label(), "type"),
                        cube.dimensions().stream().map(Dimension::column))
                .collect(joining(", ", "(", ")"));
    }

    /** What GROUPING() of these columns says: a bit for each that the set leaves out, the first one's the highest. */
    int mask(List<Grain> grains, List<Dimension> dimensions) {
        var mask = 0;
        for (var column : grains) {
            mask = mask << 1 | (column == grain ? 0 : 1);
        }
        for (var column : dimensions) {
            mask = mask << 1 | (keeps(column) ? 0 : 1);
        }
        return mask;
    }
}
