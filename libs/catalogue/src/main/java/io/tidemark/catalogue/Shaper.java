package io.tidemark.catalogue;

import io.tidemark.catalogue.Formula.Named;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Latency;
import io.tidemark.catalogue.plan.Result;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives a result the shape of its query. */
final class Shaper {

    private static final Cell EMPTY = new Cell(null, List.of(), false, Map.of(), Latency.NONE, 0);

    private final Terms terms;
    private final Result result;
    private final Names names;

    Shaper(Terms terms, Result result, Names names) {
        this.terms = terms;
        this.result = result;
        this.names = names;
    }

    Shape shape() {
        var shape = terms.query().shape();
        return shape == Shape.SCALAR && !terms.keys().isEmpty() ? Shape.TOP_N : shape;
    }

    Data data() {
        return switch (terms.query().shape()) {
            case SCALAR -> terms.keys().isEmpty() ? scalar() : items();
            case PIE, TOP_N -> items();
            case TIMESERIES -> overTime();
            case HEATMAP -> new Grid(terms, result).data();
        };
    }

    private Data scalar() {
        var cell = result.cells().getFirst();
        var formula = terms.query().formula();
        return new Data.Scalar(
                value(formula, cell, secondsOfRange()), terms.query().name(), Evaluation.samples(formula, cell));
    }

    /** What was ranked here, and not by the database, may have been cut here, too. */
    List<String> notes() {
        var isOverTime = terms.bucket().isPresent();
        if (isOverTime
                || terms.keys().isEmpty()
                || order(terms.query().formula()).isEmpty()) {
            return List.of();
        }
        var ranked = ranked().size();
        return ranked > terms.limit() ? List.of("the first %d of %d".formatted(terms.limit(), ranked)) : List.of();
    }

    private Data items() {
        return new Data.Items(ranked().stream().limit(terms.limit()).toList());
    }

    private List<Data.Item> ranked() {
        var formula = terms.query().formula();
        var items = new ArrayList<Data.Item>();
        for (var cell : result.cells()) {
            var value = value(formula, cell, secondsOfRange());
            if (value != null) {
                items.add(new Data.Item(
                        cell.key(),
                        Names.joined(cell.key()),
                        names.label(cell.key()),
                        value,
                        Evaluation.samples(formula, cell)));
            }
        }
        order(formula).ifPresent(items::sort);
        return items;
    }

    /** Of what the database does not rank itself. */
    private static Optional<Comparator<Data.Item>> order(Formula formula) {
        Comparator<Data.Item> ascending = Comparator.comparingDouble(
                item -> item.value() == null ? Double.NaN : item.value().doubleValue());
        return switch (formula) {
            case Formula.Percentile percentile -> Optional.of(ascending.reversed());
            case Formula.Apdex apdex -> Optional.of(ascending);
            default -> Optional.empty();
        };
    }

    private Data overTime() {
        var bucket = terms.bucket().orElseThrow().width().label();
        var keyed = byKey();
        if (terms.keys().isEmpty()) {
            var cells = keyed.getOrDefault(List.of(), Map.of());
            return terms.query().formula() instanceof Formula.Several(var parts)
                    ? new Data.SeriesData(
                            bucket,
                            parts.stream()
                                    .map(part -> new Data.Series(part.name(), List.of(), points(part.formula(), cells)))
                                    .toList())
                    : new Data.Points(bucket, points(terms.query().formula(), cells));
        }
        var series = new ArrayList<Data.Series>();
        keyed.forEach((key, cells) -> series.addAll(ofKey(key, cells)));
        return new Data.SeriesData(bucket, series);
    }

    private List<Data.Series> ofKey(List<@Nullable String> key, Map<Instant, Cell> cells) {
        // All attributes of the rest are the same.
        var rest = cells.values().iterator().next().rest();
        var name = rest ? Cell.REST : names.label(key);
        return terms.query().formula() instanceof Formula.Several(var parts)
                ? parts.stream()
                        .map(part -> new Data.Series(name(name, part), key, points(part.formula(), cells)))
                        .toList()
                : List.of(new Data.Series(name, key, points(terms.query().formula(), cells)));
    }

    private static String name(String key, Named part) {
        return key + " · " + part.name();
    }

    /** In the order of the ranking. */
    private Map<List<@Nullable String>, Map<Instant, Cell>> byKey() {
        var cells = new LinkedHashMap<List<@Nullable String>, Map<Instant, Cell>>();
        for (var cell : result.cells()) {
            if (cell.bucket() != null) {
                cells.computeIfAbsent(cell.key(), fresh -> new HashMap<>()).put(cell.bucket(), cell);
            }
        }
        return cells;
    }

    private List<Data.Point> points(Formula formula, Map<Instant, Cell> cells) {
        return result.slots().stream()
                .map(slot -> {
                    var cell = cells.getOrDefault(slot.start(), EMPTY);
                    return new Data.Point(
                            slot.start().toEpochMilli(),
                            value(formula, cell, seconds(slot.start(), slot.end())),
                            slot.complete(),
                            Evaluation.samples(formula, cell));
                })
                .toList();
    }

    private @Nullable Number value(Formula formula, Cell cell, double seconds) {
        return Evaluation.value(formula, cell, seconds, terms.threshold());
    }

    private double secondsOfRange() {
        return seconds(result.provenance().from(), result.provenance().to());
    }

    /** How much of that time is in the range and over: a partial bucket's rate is as high as that of a whole one. */
    private double seconds(Instant from, Instant to) {
        var provenance = result.provenance();
        var start = from.isBefore(provenance.from()) ? provenance.from() : from;
        var end = earliest(to, earliest(provenance.to(), provenance.asOf()));
        return Duration.between(start, end).toNanos() / 1e9;
    }

    private static Instant earliest(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
