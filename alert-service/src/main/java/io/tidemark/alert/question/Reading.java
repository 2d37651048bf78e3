package io.tidemark.alert.question;

import io.tidemark.catalogue.Data;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What was found in a window: a series or several.
 *
 * @param samples how many events there were to judge by
 */
public record Reading(List<Series> series, long samples) {

    /** A query's only series has no name. */
    public static final String ONLY = "";

    private static final String NONE = "(none)";

    public Reading {
        series = List.copyOf(series);
    }

    /**
     * One series.
     *
     * @param values those that there are, in the order of time
     * @param samples how many events are behind them
     */
    public record Series(String name, List<Double> values, long samples) {

        public Series {
            values = List.copyOf(values);
        }
    }

    public Optional<Series> find(String name) {
        return series.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** The same, when there were more events than those that it is about. */
    public Reading among(long events) {
        return new Reading(series, events);
    }

    public static Reading of(Data data) {
        var series =
                switch (data) {
                    case Data.Scalar scalar -> List.of(new Series(ONLY, values(scalar.value()), scalar.samples()));
                    case Data.Items items ->
                        items.items().stream().map(Reading::series).toList();
                    case Data.Points points -> List.of(series(ONLY, points.points()));
                    case Data.SeriesData several ->
                        several.series().stream()
                                .map(one -> series(one.name(), one.points()))
                                .toList();
                    case Data.Heatmap grid -> throw new IllegalArgumentException("a grid is no series");
                };
        return new Reading(series, series.stream().mapToLong(Series::samples).sum());
    }

    private static Series series(Data.Item item) {
        return new Series(Objects.requireNonNullElse(item.key(), NONE), values(item.value()), item.samples());
    }

    private static Series series(String name, List<Data.Point> points) {
        var values = new ArrayList<Double>();
        for (var point : points) {
            values.addAll(values(point.value()));
        }
        return new Series(
                name, values, points.stream().mapToLong(Data.Point::samples).sum());
    }

    private static List<Double> values(@Nullable Number value) {
        return value == null ? List.of() : List.of(value.doubleValue());
    }
}
