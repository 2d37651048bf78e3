package io.tidemark.rollups.cell;

import io.tidemark.rollups.Dimension;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Lets cells through by their type or by one dimension. Each different value is looked at once. Not thread-safe. */
public final class CellFilter {

    private static final byte UNKNOWN = 0;
    private static final byte PASSES = 1;
    private static final byte FAILS = 2;

    private final Optional<Dimension> dimension;
    private final Predicate<@Nullable Object> condition;

    /** By the numbers of the values. */
    private byte[] verdicts = {};

    private CellFilter(Optional<Dimension> dimension, Predicate<@Nullable Object> condition) {
        this.dimension = dimension;
        this.condition = condition;
    }

    public static CellFilter ofType(Predicate<@Nullable Object> condition) {
        return new CellFilter(Optional.empty(), condition);
    }

    /**
     * By a dimension.
     *
     * @param condition of its value, in the type of its column; null: the event has none
     */
    public static CellFilter of(Dimension dimension, Predicate<@Nullable Object> condition) {
        return new CellFilter(Optional.of(dimension), condition);
    }

    /** Empty: the type. */
    Optional<Dimension> dimension() {
        return dimension;
    }

    /** Whether cells with the value of that number pass. */
    boolean passes(Dictionary values, int number) {
        if (number >= verdicts.length) {
            verdicts = Arrays.copyOf(verdicts, Math.max(number + 1, 2 * verdicts.length));
        }
        if (verdicts[number] == UNKNOWN) {
            verdicts[number] = condition.test(values.value(number)) ? PASSES : FAILS;
        }
        return verdicts[number] == PASSES;
    }
}
