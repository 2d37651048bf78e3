package io.tidemark.rollups.cell;

import io.tidemark.rollups.LatencyHistogram;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Adds up columns of stored histograms. */
final class Histograms {

    private final @Nullable String[] stored;

    /** Those that are added up, place by place. */
    private final int[] members;

    /** Of each place, where its members begin; ends with where the last ones end. */
    private final int[] starts;

    private final LatencyHistogram sum = new LatencyHistogram();

    /** By counting, as in a radix sort. */
    private Histograms(@Nullable String[] stored, int[] places, int size) {
        this.stored = stored;
        this.starts = new int[size + 1];
        for (var i = 0; i < places.length; i++) {
            if (places[i] >= 0 && stored[i] != null) {
                starts[places[i] + 1]++;
            }
        }
        Arrays.parallelPrefix(starts, Integer::sum);
        this.members = new int[starts[size]];
        var next = starts.clone();
        for (var i = 0; i < places.length; i++) {
            if (places[i] >= 0 && stored[i] != null) {
                members[next[places[i]]++] = i;
            }
        }
    }

    /**
     * @param places of each histogram, the place of the one that it is added to; negative for none
     * @param size how many histograms to make
     */
    static @Nullable String[] merge(@Nullable String[] stored, int[] places, int size) {
        var histograms = new Histograms(stored, places, size);
        return IntStream.range(0, size).mapToObj(histograms::merge).toArray(String[]::new);
    }

    private @Nullable String merge(int place) {
        var start = starts[place];
        var end = starts[place + 1];
        if (end - start <= 1) {
            return end == start ? null : stored[members[start]];
        }
        sum.clear();
        for (var i = start; i < end; i++) {
            var histogram = stored[members[i]];
            if (histogram != null) {
                sum.add(histogram);
            }
        }
        return sum.stored();
    }
}
