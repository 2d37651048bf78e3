package io.tidemark.rollups.roll;

import io.tidemark.rollups.HourGrid;
import io.tidemark.rollups.cell.CellBlock;
import io.tidemark.rollups.cell.Grouping;
import io.tidemark.rollups.cell.Micros;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** The buckets that events are counted in. Those before a floor are not kept. */
final class Buckets {

    private Buckets() {}

    static LongUnaryOperator minutes(Instant floor) {
        return of(Duration.ofMinutes(1), Instant.EPOCH, floor);
    }

    static LongUnaryOperator hours(HourGrid grid, Instant floor) {
        return of(grid.width(), grid.origin(), floor);
    }

    /** Those that events fall into. */
    static List<Instant> of(CellBlock events, LongUnaryOperator bucketOf) {
        return events.buckets()
                .map(bucketOf)
                .filter(bucket -> bucket != Grouping.NOWHERE)
                .distinct()
                .mapToObj(Micros::instant)
                .toList();
    }

    private static LongUnaryOperator of(Duration width, Instant origin, Instant floor) {
        var step = width.toNanos() / 1_000;
        var first = Micros.of(origin);
        var least = Micros.of(floor);
        return time -> {
            var bucket = time - Math.floorMod(time - first, step);
            return bucket < least ? Grouping.NOWHERE : bucket;
        };
    }
}
