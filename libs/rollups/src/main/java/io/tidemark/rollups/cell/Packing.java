package io.tidemark.rollups.cell;

import io.tidemark.rollups.Cells;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Divides cells among rows: those of one bucket, in {@link Cells#ORDER}. */
final class Packing {

    private final CellBlock cells;

    /** Cells of a block that are in a row together. */
    static final class Part {

        private final long bucket;
        private final int[] cells;

        private Part(long bucket, int[] cells) {
            this.bucket = bucket;
            this.cells = cells;
        }

        /** Its start. */
        long bucket() {
            return bucket;
        }

        /** Their places. */
        int[] cells() {
            return cells;
        }
    }

    private Packing(CellBlock cells) {
        this.cells = cells;
    }

    static List<Part> parts(CellBlock cells) {
        return new Packing(cells).parts();
    }

    private List<Part> parts() {
        var parts = new ArrayList<Part>();
        var ordered = ordered();
        for (var from = 0; from < ordered.length; ) {
            var bucket = cells.buckets[ordered[from]];
            var to = from + 1;
            while (to < ordered.length && to - from < Cells.PER_ROW && cells.buckets[ordered[to]] == bucket) {
                to++;
            }
            parts.add(new Part(bucket, Arrays.copyOfRange(ordered, from, to)));
            from = to;
        }
        return parts;
    }

    /** Sorted by one number of bucket and ranks, as many as it has bits for, and the place. */
    private int[] ordered() {
        var size = cells.size();
        var buckets = Arrays.stream(cells.buckets, 0, size).distinct().sorted().toArray();
        var placeBits = bits(size);
        var left = Long.SIZE - 1 - placeBits - bits(buckets.length);
        var sorted = new long[size];
        for (var i = 0; i < size; i++) {
            sorted[i] = Arrays.binarySearch(buckets, cells.buckets[i]);
        }
        for (var dimension : Cells.ORDER) {
            var column = cells.keys.get(dimension);
            if (column != null) {
                var ranks = cells.vocabulary.of(dimension).ranks();
                var kept = Math.min(left, bits(ranks.length));
                var lost = bits(ranks.length) - kept;
                for (var i = 0; i < size; i++) {
                    sorted[i] = sorted[i] << kept | ranks[column[i]] >>> lost;
                }
                left -= kept;
            }
        }
        for (var i = 0; i < size; i++) {
            sorted[i] = sorted[i] << placeBits | i;
        }
        Arrays.sort(sorted);
        return Arrays.stream(sorted)
                .mapToInt(number -> (int) (number & (1L << placeBits) - 1))
                .toArray();
    }

    /** How many it takes to tell so many things apart. */
    private static int bits(int size) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(size);
    }
}
