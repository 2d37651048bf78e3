package io.tidemark.alert.rule;

import io.tidemark.alert.question.Asking;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.questions.FilterValues;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes conditions of what clients write, and finds all that is wrong. */
final class ConditionReader {

    private static final int MAX_SERIES = 500;
    private static final int MAX_FILTERS = 20;

    private final Asking asking;

    /** @param asking with the tenant's saved queries among those that can be asked */
    ConditionReader(Asking asking) {
        this.asking = asking;
    }

    Condition read(ConditionRequest sent, Duration window, Faults faults) {
        var filters = FilterValues.lists(sent.filters());
        faults.require(filters.size() <= MAX_FILTERS, "filters", "must be up to %d".formatted(MAX_FILTERS));
        var threshold = faults.there(sent.threshold(), "threshold", 0.0);
        faults.require(Double.isFinite(threshold), "threshold", "must be a number");
        var minSamples = Objects.requireNonNullElse(sent.minSamples(), 0L);
        faults.require(minSamples >= 0, "minSamples", "must not be negative");
        var series = faults.line(sent.series(), "series", MAX_SERIES, Condition.ANY);
        faults.require(!series.isEmpty(), "series", "must not be empty");
        var condition = new Condition(
                faults.there(sent.query(), "query", ""),
                params(sent.params(), faults),
                filters,
                groupBy(sent.groupBy(), faults),
                series,
                Objects.requireNonNullElse(sent.reducer(), Reducer.MAX),
                faults.there(sent.operator(), "operator", Operator.GREATER),
                threshold,
                minSamples,
                sent.compare());
        check(condition, window, faults);
        return condition;
    }

    private void check(Condition condition, Duration window, Faults faults) {
        if (!faults.none()) {
            return;
        }
        try {
            asking.check(condition.asked(), window);
        } catch (QuestionException e) {
            faults.add(e.field(), String.valueOf(e.getMessage()));
        }
    }

    private static Map<String, Object> params(@Nullable Map<String, @Nullable Object> sent, Faults faults) {
        var params = new TreeMap<String, Object>();
        if (sent != null) {
            sent.forEach((name, value) -> {
                if (value instanceof Number || value instanceof String) {
                    params.put(name, value);
                } else {
                    faults.add("params." + name, "must be a number");
                }
            });
        }
        return params;
    }

    private static List<String> groupBy(@Nullable List<@Nullable String> sent, Faults faults) {
        if (sent == null) {
            return List.of();
        }
        faults.require(sent.stream().noneMatch(Objects::isNull), "groupBy", "must not have null in it");
        return sent.stream().map(name -> Objects.requireNonNullElse(name, "")).toList();
    }
}
