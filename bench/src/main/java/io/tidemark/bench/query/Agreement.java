package io.tidemark.bench.query;

import io.tidemark.catalogue.Formula;
import io.tidemark.catalogue.Shape;
import io.tidemark.rollups.LatencyHistogram;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * Compares two answers to the same question. Counts and sums must be the same; means and shares, too, as far as floating
 * point goes; percentiles may be off by what the histogram promises.
 */
final class Agreement {

    private static final double ROUNDING = 1e-9;
    private static final double APDEX = 0.02;

    private Agreement() {}

    /**
     * What differs, in words; empty if they agree.
     *
     * @param raw with percentiles by {@link RawQuery#nearestRank}
     */
    static List<String> differences(Asked asked, Answer answer, Map<CellId, Double> raw) {
        var differences = new ArrayList<String>();
        if (asked.query().shape() == Shape.TOP_N || asked.query().shape() == Shape.PIE) {
            ranking(asked.query().formula(), answer.values(), raw, differences);
        }
        var ids = new LinkedHashSet<CellId>(raw.keySet());
        ids.retainAll(answer.values().keySet());
        if (asked.query().shape() != Shape.TOP_N) {
            ids.addAll(raw.keySet());
            ids.addAll(answer.values().keySet());
        }
        for (var id : ids) {
            double mine = answer.values().getOrDefault(id, 0.0);
            double theirs = raw.getOrDefault(id, 0.0);
            var formula = formulaOf(asked.query().formula(), id.part());
            if (!isKnownOnlyToUs(formula, id, answer, raw) && Math.abs(mine - theirs) > tolerance(formula, theirs)) {
                differences.add("%s: %s, raw events say %s".formatted(id, mine, theirs));
            }
        }
        return differences;
    }

    /** Of keys with the same value any may be left out by the limit, but the values must be the same. */
    private static void ranking(
            Formula formula, Map<CellId, Double> answer, Map<CellId, Double> raw, List<String> differences) {
        var mine = nonZero(answer);
        var theirs = nonZero(raw);
        if (mine.size() != theirs.size() || (formula instanceof Formula.Sum && !mine.equals(theirs))) {
            differences.add("items %s, raw events say %s".formatted(mine, theirs));
        }
    }

    private static List<Double> nonZero(Map<CellId, Double> values) {
        return values.values().stream().filter(value -> value != 0).sorted().toList();
    }

    /** The current bucket of a rate has been left out of the answer. */
    private static boolean isKnownOnlyToUs(Formula formula, CellId id, Answer answer, Map<CellId, Double> raw) {
        return formula instanceof Formula.PerSecond
                && raw.containsKey(id)
                && !answer.values().containsKey(id);
    }

    private static double tolerance(Formula formula, double value) {
        return switch (formula) {
            case Formula.Percentile percentile -> (LatencyHistogram.RELATIVE_ERROR + ROUNDING) * value;
            case Formula.Apdex apdex -> APDEX;
            default -> ROUNDING * Math.abs(value);
        };
    }

    private static Formula formulaOf(Formula formula, String part) {
        if (formula instanceof Formula.Several(var parts)) {
            return parts.stream()
                    .filter(named -> named.name().equals(part))
                    .findFirst()
                    .orElseThrow()
                    .formula();
        }
        return formula;
    }
}
