package io.tidemark.query.catalogue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.Answer;
import io.tidemark.catalogue.Data;
import io.tidemark.catalogue.Meta;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The answer to one question. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record QueryAnswer(
        @Schema(description = "`scalar`, `pie`, `topN`, `timeseries` or `heatmap`.", examples = "topN")
        String shape,

        Chart data,
        About meta,

        @Schema(description = "The same of the earlier range, if one was asked for.") @Nullable
        QueryAnswer compare) {

    static QueryAnswer of(Answer answer) {
        return new QueryAnswer(
                answer.shape().apiName(),
                Chart.of(answer.data()),
                About.of(answer.meta()),
                answer.compare().map(QueryAnswer::of).orElse(null));
    }

    /**
     * Where the numbers come from.
     *
     * @param cached comes first: see {@link Rendering}
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @com.fasterxml.jackson.annotation.JsonPropertyOrder("cached")
    @Schema(name = "QueryMeta")
    record About(
            @Schema(description = "Whether the answer was given before, up to a minute ago: `asOf` says when.")
            boolean cached,

            @Schema(description = "What was read: the name of a cube, or `events`.", examples = "ENDPOINT")
            String cube,

            @Schema(description = "How finely it was read: `day`, `hour`, `minute`, `event`.")
            Set<String> grains,

            @Schema(description = "Events that were not rolled up yet and had to be looked at.")
            long waitingEvents,

            @Schema(
                    description =
                            "Rows read for the answer: packed rows of rollups, each with up to 4096 cells, and raw"
                                    + " events, the waiting ones included.")
            long rowsRead,

            @Schema(description = "What was answered; a relative bound may have been widened to what is kept.")
            Span range,

            @Schema(description = "Of series and heatmaps: the width of a bucket.", examples = "1h") @Nullable
            String bucket,

            @Schema(description = "The zone that buckets follow.", examples = "Europe/Paris")
            String timeZone,

            @Schema(description = "`count`, `rps`, `ms`, `bytes` or `percent` (a share from 0 to 1).")
            String unit,

            @Schema(description = "How many keys there are, those left out included.")
            long keys,

            @Schema(description = "Every event acknowledged before is counted.")
            Instant asOf,

            @Schema(description = "What a reader should know, such as limits that cut something off.")
            List<String> notes) {

        static About of(Meta meta) {
            var provenance = meta.provenance();
            return new About(
                    false,
                    provenance.source(),
                    new TreeSet<>(provenance.grains()),
                    provenance.waitingEvents(),
                    provenance.rowsRead(),
                    new Span(provenance.from(), provenance.to()),
                    meta.bucket().orElse(null),
                    meta.zone().getId(),
                    meta.unit().apiName(),
                    provenance.groups(),
                    provenance.asOf(),
                    meta.notes());
        }
    }

    /** A half-open range. */
    @RegisterForReflection
    @Schema(name = "QueryRange")
    record Span(
            Instant from, @Schema(description = "Excluded.") Instant to) {}

    /** Numbers, in the form that goes with the shape. */
    @Schema(
            name = "QueryData",
            anyOf = {
                Chart.Scalar.class,
                Chart.Items.class,
                Chart.Points.class,
                Chart.SeveralSeries.class,
                Chart.Heatmap.class
            })
    sealed interface Chart {

        static Chart of(Data data) {
            return switch (data) {
                case Data.Scalar scalar -> new Scalar(scalar.value(), scalar.label());
                case Data.Items items ->
                    new Items(items.items().stream().map(Item::of).toList());
                case Data.Points points -> new Points(points.bucket(), Point.all(points.points()));
                case Data.SeriesData several ->
                    new SeveralSeries(
                            several.bucket(),
                            several.series().stream().map(Series::of).toList());
                case Data.Heatmap grid ->
                    new Heatmap(grid.bucket(), grid.xBuckets(), grid.yBuckets(), grid.values(), grid.complete());
            };
        }

        /** One number; null where there is nothing to divide by. */
        @RegisterForReflection
        @JsonInclude(JsonInclude.Include.ALWAYS)
        @Schema(name = "ScalarData")
        record Scalar(
                @Schema(implementation = Double.class, nullable = true) @Nullable
                Number value,

                String label) implements Chart {}

        /** Of pies and rankings. */
        @RegisterForReflection
        @Schema(name = "ItemsData")
        record Items(List<Item> items) implements Chart {}

        /** One time series. */
        @RegisterForReflection
        @Schema(name = "PointsData")
        record Points(String bucket, List<Point> points) implements Chart {}

        /** Several time series with the same buckets. */
        @RegisterForReflection
        @Schema(name = "SeriesData")
        record SeveralSeries(String bucket, List<Series> series) implements Chart {}

        /** A grid of counts: a row for each of {@code yBuckets}, a column for each of {@code xBuckets}. */
        @RegisterForReflection
        @Schema(name = "HeatmapData")
        record Heatmap(
                String bucket,
                List<Long> xBuckets,
                List<String> yBuckets,
                List<List<Long>> values,

                @Schema(description = "For each column: whether it is over and wholly in the range.")
                List<Boolean> complete)
                implements Chart {}
    }

    /** One key and its value. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "QueryItem")
    record Item(
            @Schema(description = "Null for events without the dimension.", nullable = true) @Nullable
            String key,

            String label,

            @Schema(implementation = Double.class, nullable = true) @Nullable
            Number value,

            @Schema(description = "Of several dimensions: a value for each.", nullable = true)
            @JsonInclude(JsonInclude.Include.NON_NULL)
            @Nullable
            List<@Nullable String> keys) {

        static Item of(Data.Item item) {
            return new Item(item.key(), item.label(), item.value(), item.keys().size() > 1 ? item.keys() : null);
        }
    }

    /** One of several series. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "QuerySeries")
    record Series(
            String name,
            List<Point> points,

            @Schema(description = "If grouped: a value for each dimension.") @Nullable
            List<@Nullable String> keys) {

        static Series of(Data.Series series) {
            return new Series(
                    series.name(), Point.all(series.points()), series.keys().isEmpty() ? null : series.keys());
        }
    }

    /** The value of one bucket. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "QueryPoint")
    record Point(
            @Schema(description = "The start of the bucket in milliseconds since 1970.")
            long ts,

            @Schema(implementation = Double.class, nullable = true) @Nullable
            Number value,

            @Schema(description = "Whether the bucket is over and wholly in the range.")
            boolean complete) {

        static List<Point> all(List<Data.Point> points) {
            return points.stream()
                    .map(point -> new Point(point.ts(), point.value(), point.complete()))
                    .toList();
        }
    }
}
