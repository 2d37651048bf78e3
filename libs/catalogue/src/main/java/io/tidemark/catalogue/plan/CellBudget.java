package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Measure;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How many values of cells all questions of the process may hold at a time: about a third of the heap. What does not fit
 * PostgreSQL adds up, which takes longer, but no memory.
 */
final class CellBudget {

    static final CellBudget OF_PROCESS = new CellBudget(Runtime.getRuntime().maxMemory() / 100);

    /** They have few cells, and PostgreSQL is as fast. */
    private static final Set<Cube> SMALL = EnumSet.of(Cube.TOTAL, Cube.PLACE, Cube.CLIENT_ONLY);

    /** A histogram is as long as so many numbers. */
    private static final int HISTOGRAM = 16;

    private final AtomicLong left;

    CellBudget(long values) {
        this.left = new AtomicLong(values);
    }

    /** Whether cells of the plan's cube are worth being counted. */
    static boolean isWorthwhile(Plan plan) {
        return plan.cube().filter(cube -> !SMALL.contains(cube)).isPresent();
    }

    /** Of cells: each has its type, dimensions and measures. */
    static long values(Scope scope, Aggregation aggregation, long cells) {
        var ofHistogram = aggregation.measures().contains(Measure.LATENCY) ? HISTOGRAM : 0;
        return cells
                * (1
                        + Planner.needed(scope, aggregation).size()
                        + aggregation.measures().size()
                        + ofHistogram);
    }

    /** What holds so many of them until it ends in whatever way; empty if fewer are left. */
    <T> Optional<Uni<T>> during(long values, Supplier<Uni<T>> reading) {
        if (left.addAndGet(-values) < 0) {
            left.addAndGet(values);
            return Optional.empty();
        }
        return Optional.of(
                Uni.createFrom().deferred(reading::get).onTermination().invoke(() -> left.addAndGet(values)));
    }
}
