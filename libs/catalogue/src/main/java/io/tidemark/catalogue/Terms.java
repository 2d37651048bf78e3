package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.BucketWidth;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.catalogue.plan.Top;
import io.tidemark.rollups.Measure;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A question with nothing left open.
 *
 * @param bucket of time series and heatmaps
 * @param keys what items and series are made of
 * @param limit how many of them
 * @param threshold of {@link Formula.Apdex}, in milliseconds
 */
record Terms(
        QueryDefinition query,
        Range range,
        ZoneId zone,
        Optional<Bucket> bucket,
        List<Attribute> keys,
        List<Filter> filters,
        int limit,
        double threshold) {

    /** As many keys as can be ranked by what SQL does not know. */
    private static final int CANDIDATES = 10_000;

    private static final int UNLIMITED = 1_000;

    /** @throws QuestionException if the question cannot be asked */
    static Terms of(Question question, Scope scope) {
        var query = question.query();
        var range = range(question, scope);
        var zone = question.zone().orElse(scope.homeZone());
        var keys = keys(question);
        var values = new ParameterValues(question.params());
        var isLimited =
                query.params().contains(Parameter.TOP_N) || !question.groupBy().isEmpty();
        return new Terms(
                query,
                range,
                zone,
                bucket(question, range, zone),
                keys,
                filters(question, keys),
                isLimited ? (int) values.get(Parameter.TOP_N) : UNLIMITED,
                values.get(Parameter.THRESHOLD));
    }

    /** What is to be added up. */
    Aggregation aggregation(Range over) {
        var formula = query.formula();
        return new Aggregation(
                Evaluation.measures(formula), keys, filters, over, bucket, Evaluation.distinct(formula), top());
    }

    private Optional<Top> top() {
        if (keys.isEmpty()) {
            return Optional.empty();
        }
        var formula = query.formula();
        if (bucket.isPresent()) {
            return Optional.of(Top.most(total(formula), limit));
        }
        return Optional.of(
                switch (formula) {
                    case Formula.Mean(var sum, var count) -> Top.highest(sum, count, limit);
                    case Formula.Ratio(var part, var whole) -> Top.highest(part, whole, limit);
                    case Formula.Percentile percentile -> Top.most(Measure.EVENTS, CANDIDATES);
                    case Formula.Apdex apdex -> Top.most(Measure.EVENTS, CANDIDATES);
                    case Formula.Sum sum -> Top.most(total(formula), limit);
                    case Formula.PerSecond rate -> Top.most(total(formula), limit);
                    case Formula.Distinct distinct -> Top.most(total(formula), limit);
                    case Formula.Several several -> Top.most(total(formula), limit);
                    case Formula.ResponseTimes grid -> Top.most(total(formula), limit);
                    case Formula.Week grid -> Top.most(total(formula), limit);
                });
    }

    /** Series rank by their sums, or else by their events: a mean of few events does not make one of the first. */
    private static Measure total(Formula formula) {
        return switch (formula) {
            case Formula.Sum(var measure) -> measure;
            case Formula.PerSecond(var measure) -> measure;
            default -> Measure.EVENTS;
        };
    }

    private static Range range(Question question, Scope scope) {
        var from = question.from().at(scope.now());
        var to = question.to().at(scope.now());
        if (!from.isBefore(to)) {
            throw new QuestionException("from", "INVALID_RANGE", "from must be before to");
        }
        return question.anchor().isPresent()
                ? Range.exactly(from, to)
                : Range.asked(
                        from, question.from().isRelative(), to, question.to().isRelative());
    }

    private static List<Attribute> keys(Question question) {
        var query = question.query();
        if (query.shape() == Shape.HEATMAP && !question.groupBy().isEmpty()) {
            throw new QuestionException("groupBy", "NOT_GROUPABLE", "a heatmap cannot be grouped");
        }
        var keys = Stream.concat(query.dimensions().stream(), question.groupBy().stream())
                .distinct()
                .toList();
        if (keys.size() > QueryRules.MAX_ATTRIBUTES) {
            throw new QuestionException("groupBy", "TOO_MANY_ATTRIBUTES", "expected up to 3 attributes in all");
        }
        return keys;
    }

    /** Requests only, unless the type is asked for. */
    private static List<Filter> filters(Question question, List<Attribute> keys) {
        var stated = Stream.concat(question.query().filters().stream(), question.filters().stream())
                .toList();
        var typed = keys.contains(Attribute.TYPE)
                || stated.stream().anyMatch(filter -> filter.attribute() == Attribute.TYPE);
        return typed
                ? stated
                : Stream.concat(Stream.of(Filter.of(Attribute.TYPE, "request")), stated.stream())
                        .toList();
    }

    private static Optional<Bucket> bucket(Question question, Range range, ZoneId zone) {
        var query = question.query();
        var asked = width(question, Duration.between(range.from(), range.to()));
        if (query.shape() != Shape.TIMESERIES && query.shape() != Shape.HEATMAP) {
            return Optional.empty();
        }
        var width = query.formula() instanceof Formula.Week ? BucketWidth.HOUR : asked;
        var bucket =
                question.anchor().map(anchor -> Bucket.endingAt(anchor, width)).orElseGet(() -> Bucket.of(width, zone));
        if (bucket.starts(range.from(), range.to()).isEmpty()) {
            throw new QuestionException("bucket", "TOO_MANY_BUCKETS", "more than " + Bucket.MAX_BUCKETS + " buckets");
        }
        return Optional.of(bucket);
    }

    /** A wrong label is refused even where there are no buckets. */
    private static BucketWidth width(Question question, Duration length) {
        return question.bucket()
                .filter(label -> !label.equals("auto"))
                .map(label -> BucketWidth.find(label)
                        .orElseThrow(() -> new QuestionException(
                                "bucket", "INVALID_BUCKET", "expected auto, 1m, 5m, 15m, 1h, 6h, 1d, 1w or 1M")))
                .orElseGet(() -> BucketWidth.automatic(length));
    }
}
