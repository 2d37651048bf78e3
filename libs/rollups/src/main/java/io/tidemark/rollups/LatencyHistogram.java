package io.tidemark.rollups;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How durations are distributed. Bucket 0 is below a microsecond, bucket i reaches from 1.04^(i-1) to 1.04^i
 * microseconds; which bucket a duration is in is decided by the SQL function {@code latency_bucket}. Not thread-safe.
 */
public final class LatencyHistogram {

    /** The largest relative error of {@link #percentile}. */
    public static final double RELATIVE_ERROR = 0.02;

    private static final double GROWTH = 1.04;
    private static final int INITIAL = 512;
    private static final int NONE = -1;
    private static final int RADIX = 10;
    private static final String NOT_A_HISTOGRAM = "not a histogram";

    /** Where buckets begin, in microseconds: to work it out takes longer than all else about a bucket. */
    private static final double[] STARTS = starts();

    private long[] counts = new long[INITIAL];
    private long total;

    /** Below the first bucket that has any, and beyond the last one. */
    private int begin = INITIAL;

    private int end;

    /** Adds a stored histogram: {@code index:count} or {@code index}, separated by spaces. */
    public void add(String stored) {
        if (stored.isEmpty()) {
            return;
        }
        // Read byte by byte: a question about many keys reads megabytes of it.
        var index = NONE;
        var number = (long) NONE;
        for (var character : stored.getBytes(StandardCharsets.ISO_8859_1)) {
            var digit = character - '0';
            if (digit >= 0 && digit < RADIX) {
                number = RADIX * Math.max(number, 0) + digit;
            } else if (character == ' ') {
                add(index, number);
                index = NONE;
                number = NONE;
            } else if (character == ':' && index == NONE && number != NONE) {
                index = (int) number;
                number = NONE;
            } else {
                throw new NumberFormatException(NOT_A_HISTOGRAM);
            }
        }
        add(index, number);
    }

    /** Of one bucket: its index and its count, or none and its index. */
    private void add(int index, long number) {
        if (number == NONE) {
            throw new NumberFormatException(NOT_A_HISTOGRAM);
        }
        if (index == NONE) {
            increase((int) number, 1);
        } else {
            increase(index, number);
        }
    }

    private void increase(int index, long count) {
        if (index >= counts.length) {
            counts = Arrays.copyOf(counts, Math.max(index + 1, 2 * counts.length));
        }
        counts[index] += count;
        total += count;
        begin = Math.min(begin, index);
        end = Math.max(end, index + 1);
    }

    /** Forgets all durations. */
    public void clear() {
        Arrays.fill(counts, Math.min(begin, end), end, 0);
        total = 0;
        begin = INITIAL;
        end = 0;
    }

    /** As {@link #add(String)} takes it: each bucket once, in ascending order; empty without durations. */
    public String stored() {
        var text = new StringBuilder();
        for (var index = begin; index < end; index++) {
            if (counts[index] > 0) {
                text.append(text.isEmpty() ? "" : " ").append(index);
                if (counts[index] > 1) {
                    text.append(':').append(counts[index]);
                }
            }
        }
        return text.toString();
    }

    /** How many durations it holds. */
    public long total() {
        return total;
    }

    /**
     * The duration that the given share of all does not exceed (nearest rank), in microseconds, off by {@link
     * #RELATIVE_ERROR} at most; empty if there is none.
     *
     * @param share above 0, up to 1
     */
    public OptionalDouble percentile(double share) {
        var rank = Math.max(1, (long) Math.ceil(share * total));
        var seen = 0L;
        for (var index = begin; index < end; index++) {
            seen += counts[index];
            if (seen >= rank) {
                return OptionalDouble.of(middle(index));
            }
        }
        return OptionalDouble.empty();
    }

    /** How many durations are below the given number of microseconds; those of the bucket that it cuts are shared out. */
    public double below(double microseconds) {
        var sum = 0.0;
        for (var index = begin; index < end && start(index) < microseconds; index++) {
            if (counts[index] > 0) {
                var width = start(index + 1) - start(index);
                sum += counts[index] * Math.min(1, (microseconds - start(index)) / width);
            }
        }
        return sum;
    }

    private static double start(int index) {
        return index < STARTS.length ? STARTS[index] : Math.pow(GROWTH, index - 1);
    }

    private static double[] starts() {
        var starts = new double[INITIAL];
        for (var index = 1; index < INITIAL; index++) {
            starts[index] = Math.pow(GROWTH, index - 1);
        }
        return starts;
    }

    /** Within the relative error of both ends. */
    private static double middle(int index) {
        return index == 0 ? 0 : start(index) * 2 * GROWTH / (1 + GROWTH);
    }
}
