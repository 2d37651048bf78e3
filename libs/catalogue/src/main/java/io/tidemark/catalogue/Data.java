package io.tidemark.catalogue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of an answer. A value is a {@link Long} for counts and sums, otherwise a {@link Double}, or null where
 * there is none; {@code samples} says how many events are behind it.
 */
public sealed interface Data {

    /** One number. */
    record Scalar(@Nullable Number value, String label, long samples) implements Data {}

    /** Of shapes pie and topN, and of scalars that are grouped; in descending order. */
    record Items(List<Item> items) implements Data {

        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * One key and its value.
     *
     * @param keys a value for each attribute; null: events without it
     * @param key the only attribute's value; of several, joined by {@code " · "}
     * @param label the key for people
     */
    record Item(
            List<@Nullable String> keys,
            @Nullable String key,
            String label,
            @Nullable Number value,
            long samples) {

        public Item {
            keys = Collections.unmodifiableList(new ArrayList<>(keys));
        }
    }

    /** A time series. */
    record Points(String bucket, List<Point> points) implements Data {

        public Points {
            points = List.copyOf(points);
        }
    }

    /** Several time series, with the same buckets. */
    record SeriesData(String bucket, List<Series> series) implements Data {

        public SeriesData {
            series = List.copyOf(series);
        }
    }

    /**
     * One of several time series.
     *
     * @param keys if grouped: a value for each attribute; null: events without it
     */
    record Series(String name, List<@Nullable String> keys, List<Point> points) {

        public Series {
            keys = Collections.unmodifiableList(new ArrayList<>(keys));
            points = List.copyOf(points);
        }
    }

    /**
     * A bucket's value.
     *
     * @param ts the start of the bucket in milliseconds since 1970
     * @param complete whether the bucket is over and wholly in the range
     */
    record Point(long ts, @Nullable Number value, boolean complete, long samples) {}

    /**
     * A grid of counts.
     *
     * @param bucket the width of columns
     * @param xBuckets starts of columns in milliseconds since 1970, or hours of the day
     * @param yBuckets names of rows
     * @param values rows of columns
     * @param complete for each column, whether its bucket is over and wholly in the range
     */
    record Heatmap(
            String bucket, List<Long> xBuckets, List<String> yBuckets, List<List<Long>> values, List<Boolean> complete)
            implements Data {

        public Heatmap {
            xBuckets = List.copyOf(xBuckets);
            yBuckets = List.copyOf(yBuckets);
            values = List.copyOf(values);
            complete = List.copyOf(complete);
        }
    }
}
