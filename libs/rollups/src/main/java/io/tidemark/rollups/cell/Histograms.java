package io.tidemark.rollups.cell;

import io.tidemark.rollups.LatencyHistogram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Adds up stored histograms by place. Those of the first places are added at once; the sums of all would take too much
 * memory, so those of the others are collected first, and each sum is read and written few times.
 */
final class Histograms {

    private static final int MANY = 16_000_000;

    /** Of each, beside its characters. */
    private static final int OVERHEAD = 48;

    /** Of a stored one, at most about. */
    private static final int STORED = 2000;

    /** Of the counts of a sum. */
    private static final int SUM = 4200;

    private final int firstPlaces;
    private final int many;
    private final List<LatencyHistogram> first = new ArrayList<>();
    private final LatencyHistogram sum = new LatencyHistogram();

    /** By place. */
    private @Nullable String[] sums = {};

    /** Not yet in the sums, and where they belong. */
    private String[] collected = new String[1024];

    private int[] places = new int[1024];
    private int size;
    private int bytes;

    /**
     * @param firstPlaces how many places have sums from the beginning: a sum takes 4 kB
     */
    Histograms(int firstPlaces) {
        this(firstPlaces, MANY);
    }

    /**
     * @param many how many bytes of them, about, to collect before they are added up
     */
    Histograms(int firstPlaces, int many) {
        this.firstPlaces = firstPlaces;
        this.many = many;
    }

    /**
     * @param places of each histogram; negative for none
     */
    void add(@Nullable String[] stored, int[] places) {
        for (var i = 0; i < places.length; i++) {
            var histogram = stored[i];
            if (histogram != null && places[i] >= firstPlaces) {
                collect(histogram, places[i]);
            } else if (histogram != null && places[i] >= 0) {
                first(places[i]).add(histogram);
            }
        }
        if (bytes > many) {
            addUp();
        }
    }

    /** About how much memory they take. */
    long bytes() {
        return (long) SUM * first.size() + bytes + sums.length * (long) STORED;
    }

    private LatencyHistogram first(int place) {
        while (first.size() <= place) {
            first.add(new LatencyHistogram());
        }
        return first.get(place);
    }

    private void collect(String histogram, int place) {
        if (size == collected.length) {
            collected = Arrays.copyOf(collected, 2 * size);
            places = Arrays.copyOf(places, 2 * size);
        }
        collected[size] = histogram;
        places[size] = place;
        size++;
        bytes += OVERHEAD + histogram.length();
    }

    /** Those of the first places. */
    @Nullable
    String[] sums(int count) {
        addUp();
        var all = Arrays.copyOf(sums, count);
        for (var place = 0; place < first.size(); place++) {
            all[place] = first.get(place).total() == 0 ? null : first.get(place).stored();
        }
        return all;
    }

    /** In the order of their places, by counting, as in a radix sort. */
    private void addUp() {
        var count = Arrays.stream(places, 0, size).max().orElse(-1) + 1;
        var ends = new int[count + 1];
        for (var i = 0; i < size; i++) {
            ends[places[i] + 1]++;
        }
        Arrays.parallelPrefix(ends, Integer::sum);
        var members = new String[size];
        for (var i = 0; i < size; i++) {
            members[ends[places[i]]++] = collected[i];
        }
        sums = Arrays.copyOf(sums, Math.max(sums.length, count));
        for (var place = 0; place < count; place++) {
            var start = place == 0 ? 0 : ends[place - 1];
            if (ends[place] > start) {
                sums[place] = sum(sums[place], members, start, ends[place]);
            }
        }
        Arrays.fill(collected, 0, size, null);
        size = 0;
        bytes = 0;
    }

    private String sum(@Nullable String before, String[] members, int start, int end) {
        if (before == null && end - start == 1) {
            return members[start];
        }
        sum.clear();
        if (before != null) {
            sum.add(before);
        }
        for (var i = start; i < end; i++) {
            sum.add(members[i]);
        }
        return sum.stored();
    }
}
