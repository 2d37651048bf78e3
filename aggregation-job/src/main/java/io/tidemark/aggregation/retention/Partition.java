package io.tidemark.aggregation.retention;

import java.time.LocalDate;

/**
 * A partition.
 *
 * @param firstDay the first UTC day that it holds
 * @param bytes its size with its indexes
 */
record Partition(PartitionedTable table, String name, LocalDate firstDay, long bytes) {

    boolean isOver(Horizon farthest) {
        return firstDay.isBefore(table.firstKept(farthest));
    }
}
