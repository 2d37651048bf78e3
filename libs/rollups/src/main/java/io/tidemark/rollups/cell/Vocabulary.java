package io.tidemark.rollups.cell;

import io.tidemark.rollups.Dimension;
import java.util.EnumMap;
import java.util.Map;

/** The values of type and dimensions that the cells of some blocks share. */
final class Vocabulary {

    private final Dictionary types = new Dictionary();
    private final Map<Dimension, Dictionary> dimensions = new EnumMap<>(Dimension.class);

    /** About how much memory what was sent takes. */
    long bytes() {
        return dimensions.values().stream().mapToLong(Dictionary::bytes).sum();
    }

    Dictionary types() {
        return types;
    }

    Dictionary of(Dimension dimension) {
        return dimensions.computeIfAbsent(dimension, _ -> new Dictionary());
    }
}
