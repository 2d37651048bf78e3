package io.tidemark.query.adoption;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.query.adoption.FeatureAdoption.Feature;
import io.tidemark.query.adoption.FeatureAdoption.Metric;
import io.tidemark.query.criteria.Aggregator;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.figures.Figures;
import io.tidemark.rollups.Measure;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Adds up features within one snapshot. Users of a feature are never the sum of those of its metrics. */
final class Adoptions {

    private final Aggregator aggregator;
    private final List<Filter> filters;

    Adoptions(Aggregator aggregator, List<Filter> filters) {
        this.aggregator = aggregator;
        this.filters = filters;
    }

    Uni<FeatureAdoption> adoption(Window window, Range asked) {
        var byType = Aggregation.of(asked, Measure.QUANTITY).where(filters).by(Attribute.TYPE);
        return aggregator.run(byType).flatMap(events -> {
            var range = Range.exactly(
                    events.provenance().from(), events.provenance().to());
            var users = Aggregation.of(range).where(filters).countingDistinct(Attribute.USER);
            return Uni.combine()
                    .all()
                    .unis(aggregator.run(users), aggregator.run(users.by(Attribute.TYPE)))
                    .usingConcurrencyOf(1)
                    .with((all, each) -> new Known(events, all, each, users))
                    .flatMap(known -> features(known)
                            .map(features -> new FeatureAdoption(
                                    window.label(), known.activeUsers(), features, Meta.of(events.provenance()))));
        });
    }

    private Uni<List<Feature>> features(Known known) {
        return Multi.createFrom()
                .iterable(known.metrics().entrySet())
                .onItem()
                .transformToUniAndConcatenate(entry -> feature(entry.getKey(), entry.getValue(), known))
                .collect()
                .asList()
                .map(features -> features.stream()
                        .sorted(Comparator.comparingLong(Feature::users)
                                .thenComparingLong(Feature::events)
                                .reversed()
                                .thenComparing(Feature::feature))
                        .toList());
    }

    private Uni<Feature> feature(String name, List<FeatureType> types, Known known) {
        return users(types, known)
                .map(users -> new Feature(
                        name,
                        types.stream()
                                .mapToLong(type -> known.events(type).value(Measure.EVENTS))
                                .sum(),
                        users,
                        Figures.percent(users, known.activeUsers()),
                        types.stream().map(known::metric).toList()));
    }

    /** Of one type they are known already. */
    private Uni<Long> users(List<FeatureType> types, Known known) {
        if (types.size() == 1) {
            return Uni.createFrom().item(known.users(types.getFirst()));
        }
        var ofTypes =
                Filter.of(Attribute.TYPE, types.stream().map(FeatureType::type).toArray(String[]::new));
        return aggregator
                .run(known.users.where(ofTypes))
                .map(result -> result.cells().getFirst().distinct());
    }

    /** What is known of all types of event. */
    private static final class Known {

        private final Map<String, Cell> events;
        private final Map<String, Cell> each;
        private final long activeUsers;
        private final Aggregation users;

        Known(Result events, Result all, Result each, Aggregation users) {
            this.events = byType(events);
            this.each = byType(each);
            this.activeUsers = all.cells().getFirst().distinct();
            this.users = users;
        }

        private static Map<String, Cell> byType(Result result) {
            return result.cells().stream().collect(toMap(cell -> type(cell), cell -> cell));
        }

        private static String type(Cell cell) {
            return Objects.requireNonNull(cell.key().getFirst(), "every event has a type");
        }

        /** By feature, those of each by name. */
        Map<String, List<FeatureType>> metrics() {
            return events.keySet().stream()
                    .sorted()
                    .flatMap(type -> FeatureType.of(type).stream())
                    .collect(groupingBy(FeatureType::feature, TreeMap::new, toList()));
        }

        long activeUsers() {
            return activeUsers;
        }

        Cell events(FeatureType type) {
            return Objects.requireNonNull(events.get(type.type()));
        }

        long users(FeatureType type) {
            var cell = each.get(type.type());
            return cell == null ? 0 : cell.distinct();
        }

        Metric metric(FeatureType type) {
            var cell = events(type);
            return new Metric(
                    type.metric().orElse(null), cell.value(Measure.EVENTS), cell.value(Measure.QUANTITY), users(type));
        }
    }
}
