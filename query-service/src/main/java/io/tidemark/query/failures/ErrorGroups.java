package io.tidemark.query.failures;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.events.ErrorCategory;
import io.tidemark.query.ranking.Order;
import io.tidemark.query.ranking.Rank;
import io.tidemark.rollups.Measure;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Folds cells by status, type, category and endpoint into groups of errors. */
final class ErrorGroups {

    static final List<Attribute> KEY = List.of(
            Attribute.STATUS, Attribute.ERROR_TYPE, Attribute.ERROR_CATEGORY, Attribute.METHOD, Attribute.ROUTE);

    private static final int ENDPOINTS = 10;

    private ErrorGroups() {}

    /** One of each category and type, without samples. */
    static List<ErrorSummary.Group> of(Result result, Optional<Result> before) {
        var known = before.map(ErrorGroups::keys);
        return result.cells().stream()
                .collect(Collectors.groupingBy(ErrorGroups::key, LinkedHashMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> group(
                        group.getKey(),
                        group.getValue(),
                        known.map(keys -> !keys.contains(group.getKey())).orElse(null)))
                .toList();
    }

    private static Set<Key> keys(Result result) {
        return result.cells().stream().map(ErrorGroups::key).collect(Collectors.toSet());
    }

    private static Key key(Cell cell) {
        var status = cell.key().getFirst();
        var type = cell.key().get(1);
        return new Key(
                ErrorCategory.of(cell.key().get(2), status == null ? null : Integer.valueOf(status), type), type);
    }

    private static ErrorSummary.Group group(Key key, List<Cell> cells, @Nullable Boolean isNew) {
        return new ErrorSummary.Group(
                key.category(),
                key.type(),
                count(cells),
                cells.stream()
                        .map(cell -> cell.key().getFirst())
                        .filter(Objects::nonNull)
                        .map(Integer::valueOf)
                        .distinct()
                        .sorted()
                        .toList(),
                endpoints(cells),
                times(cells, Measure.FIRST_TIME).min(Comparator.naturalOrder()).orElse(Instant.EPOCH),
                times(cells, Measure.LAST_TIME).max(Comparator.naturalOrder()).orElse(Instant.EPOCH),
                isNew,
                List.of());
    }

    private static Stream<Instant> times(List<Cell> cells, Measure measure) {
        return cells.stream().flatMap(cell -> cell.time(measure).stream());
    }

    private static List<ErrorSummary.Endpoint> endpoints(List<Cell> cells) {
        Map<List<@Nullable String>, Long> counts = cells.stream()
                .collect(Collectors.groupingBy(
                        cell -> cell.key().subList(3, 5),
                        LinkedHashMap::new,
                        Collectors.summingLong(cell -> cell.value(Measure.EVENTS))));
        return counts.entrySet().stream()
                .map(entry -> new ErrorSummary.Endpoint(
                        entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .sorted(Comparator.comparingLong(ErrorSummary.Endpoint::count).reversed())
                .limit(ENDPOINTS)
                .toList();
    }

    private static long count(List<Cell> cells) {
        return cells.stream().mapToLong(cell -> cell.value(Measure.EVENTS)).sum();
    }

    private record Key(String category, @Nullable String type) {}

    /** What groups are sorted by. */
    enum By implements Order.Criterion<ErrorSummary.Group> {
        COUNT;

        @Override
        public String label() {
            return "count";
        }

        @Override
        public Rank of(ErrorSummary.Group group) {
            return Rank.of(BigDecimal.valueOf(group.count()), group.category(), group.type());
        }
    }
}
