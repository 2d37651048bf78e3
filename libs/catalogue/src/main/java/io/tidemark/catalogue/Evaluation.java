package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.rollups.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Formulas: what they need, and what they make of it. */
final class Evaluation {

    static final List<Measure> HEAT = List.of(
            Measure.HEAT_0,
            Measure.HEAT_1,
            Measure.HEAT_2,
            Measure.HEAT_3,
            Measure.HEAT_4,
            Measure.HEAT_5,
            Measure.HEAT_6);

    private static final double MICROSECONDS = 1000;
    private static final double TOLERATED = 4;

    private Evaluation() {}

    static Set<Measure> measures(Formula formula) {
        return switch (formula) {
            case Formula.Sum(var measure) -> EnumSet.of(measure);
            case Formula.PerSecond(var measure) -> EnumSet.of(measure);
            case Formula.Mean(var sum, var count) -> EnumSet.of(sum, count);
            case Formula.Ratio(var part, var whole) -> EnumSet.of(part, whole);
            case Formula.Percentile percentile -> EnumSet.of(Measure.LATENCY);
            case Formula.Apdex apdex -> EnumSet.of(Measure.LATENCY);
            case Formula.Distinct distinct -> EnumSet.of(Measure.EVENTS);
            case Formula.ResponseTimes grid -> EnumSet.copyOf(HEAT);
            case Formula.Week(var measure) -> EnumSet.of(measure);
            case Formula.Several(var parts) ->
                parts.stream()
                        .flatMap(part -> measures(part.formula()).stream())
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Measure.class)));
        };
    }

    static Optional<Attribute> distinct(Formula formula) {
        return formula instanceof Formula.Distinct(var attribute) ? Optional.of(attribute) : Optional.empty();
    }

    /** All that the query itself refers to. */
    static Set<Attribute> attributes(QueryDefinition query) {
        return Stream.of(
                        query.dimensions().stream(),
                        query.filters().stream().map(Filter::attribute),
                        distinct(query.formula()).stream())
                .flatMap(attributes -> attributes)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Attribute.class)));
    }

    /**
     * The value of a formula that is one number.
     *
     * @param seconds how much time the cell covers
     * @param threshold of {@link Formula.Apdex}, in milliseconds
     */
    static @Nullable Number value(Formula formula, Cell cell, double seconds, double threshold) {
        return switch (formula) {
            case Formula.Sum(var measure) -> cell.value(measure);
            case Formula.PerSecond(var measure) -> seconds > 0 ? (Double) (cell.value(measure) / seconds) : null;
            case Formula.Mean(var sum, var count) -> quotient(cell.value(sum) / MICROSECONDS, cell.value(count));
            case Formula.Ratio(var part, var whole) -> quotient((double) cell.value(part), cell.value(whole));
            case Formula.Percentile(var share) -> number(cell.latency().percentile(share));
            case Formula.Apdex apdex -> apdex(cell, threshold);
            case Formula.Distinct distinct -> cell.distinct();
            case Formula.Several several -> throw new IllegalArgumentException("several numbers");
            case Formula.ResponseTimes grid -> throw new IllegalArgumentException("a grid");
            case Formula.Week grid -> throw new IllegalArgumentException("a grid");
        };
    }

    /** How many events are behind the value. */
    static long samples(Formula formula, Cell cell) {
        return switch (formula) {
            case Formula.Mean(var sum, var count) -> cell.value(count);
            case Formula.Ratio(var part, var whole) -> cell.value(whole);
            case Formula.Percentile percentile -> cell.latency().count();
            case Formula.Apdex apdex -> cell.latency().count();
            case Formula.Sum sum -> cell.value(Measure.EVENTS);
            case Formula.PerSecond rate -> cell.value(Measure.EVENTS);
            case Formula.Distinct distinct -> cell.value(Measure.EVENTS);
            case Formula.Several several -> cell.value(Measure.EVENTS);
            case Formula.ResponseTimes grid -> cell.value(Measure.EVENTS);
            case Formula.Week grid -> cell.value(Measure.EVENTS);
        };
    }

    private static @Nullable Double apdex(Cell cell, double threshold) {
        var satisfied = cell.latency().below(threshold);
        var tolerated = cell.latency().below(TOLERATED * threshold) - satisfied;
        return quotient(satisfied + tolerated / 2, cell.latency().count());
    }

    private static @Nullable Double quotient(double sum, long count) {
        return count == 0 ? null : (Double) (sum / count);
    }

    private static @Nullable Double number(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
