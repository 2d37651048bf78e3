package io.tidemark.catalogue;

import io.tidemark.rollups.Measure;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What holds of every saved query. */
final class QueryRules {

    static final int MAX_ATTRIBUTES = 3;

    private static final int MAX_ID = 100;
    private static final int MAX_TEXT = 500;
    private static final int MAX_PARTS = 10;
    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)+");

    private static final Set<Measure> SUMS = EnumSet.of(
            Measure.EVENTS,
            Measure.ERRORS,
            Measure.STATUS_2XX,
            Measure.STATUS_3XX,
            Measure.STATUS_4XX,
            Measure.STATUS_5XX,
            Measure.BYTES_IN,
            Measure.BYTES_OUT,
            Measure.QUANTITY);

    private static final Map<Measure, Measure> MEANS = Map.of(
            Measure.DURATION_SUM, Measure.DURATION_COUNT,
            Measure.OVERHEAD_SUM, Measure.OVERHEAD_COUNT,
            Measure.BACKEND_SUM, Measure.BACKEND_COUNT);

    private QueryRules() {}

    static void check(QueryDefinition query) {
        require(
                query.id().length() <= MAX_ID && ID.matcher(query.id()).matches(),
                "id",
                "expected a namespace and a name, as in waf.blocked_per_route");
        require(isText(query.name()), "name", "expected 1 to 500 characters");
        require(query.description().length() <= MAX_TEXT, "description", "expected up to 500 characters");
        require(query.dimensions().size() <= MAX_ATTRIBUTES, "dimensions", "expected up to 3");
        require(
                List.of(Parameter.TOP_N, Parameter.THRESHOLD).containsAll(query.params()),
                "params",
                "expected top_n or threshold_ms");
        checkShape(query);
        checkFormula(query.formula());
    }

    private static void checkShape(QueryDefinition query) {
        var several = query.formula() instanceof Formula.Several;
        var grid = query.formula() instanceof Formula.ResponseTimes || query.formula() instanceof Formula.Week;
        var dimensions = query.dimensions().size();
        switch (query.shape()) {
            case SCALAR -> {
                require(!several && !grid, "formula", "expected one number");
                require(dimensions == 0, "dimensions", "a scalar has none");
            }
            case PIE, TOP_N -> {
                require(!several && !grid, "formula", "expected one number");
                require(dimensions > 0, "dimensions", "expected what items are made of");
            }
            case TIMESERIES -> require(!grid, "formula", "expected numbers over time");
            case HEATMAP -> {
                require(grid, "formula", "expected a grid");
                require(dimensions == 0, "dimensions", "a heatmap has none");
            }
        }
    }

    private static void checkFormula(Formula formula) {
        switch (formula) {
            case Formula.Sum(var measure) -> requireSum(measure);
            case Formula.PerSecond(var measure) -> requireSum(measure);
            case Formula.Week(var measure) -> requireSum(measure);
            case Formula.Mean(var sum, var count) ->
                require(count == MEANS.get(sum), "formula", "expected a sum and the count that belongs to it");
            case Formula.Ratio(var part, var whole) -> {
                requireSum(part);
                requireSum(whole);
            }
            case Formula.Several(var parts) -> checkParts(parts);
            case Formula.Percentile percentile -> {
                // checks itself
            }
            case Formula.Apdex apdex -> {
                // nothing to check
            }
            case Formula.Distinct distinct -> {
                // any attribute
            }
            case Formula.ResponseTimes grid -> {
                // nothing to check
            }
        }
    }

    private static void checkParts(List<Formula.Named> parts) {
        require(!parts.isEmpty() && parts.size() <= MAX_PARTS, "formula", "expected 1 to 10 series");
        require(
                parts.stream().map(Formula.Named::name).distinct().count() == parts.size(),
                "formula",
                "expected different names");
        for (var part : parts) {
            require(isText(part.name()), "formula", "expected a name for each series");
            require(
                    !(part.formula() instanceof Formula.Several
                            || part.formula() instanceof Formula.Distinct
                            || part.formula() instanceof Formula.ResponseTimes
                            || part.formula() instanceof Formula.Week),
                    "formula",
                    "expected a simple formula for each series");
            checkFormula(part.formula());
        }
    }

    private static boolean isText(String text) {
        return !text.isBlank() && text.length() <= MAX_TEXT;
    }

    private static void requireSum(Measure measure) {
        require(SUMS.contains(measure), "formula", "not a count or a sum: " + measure);
    }

    private static void require(boolean condition, String field, String message) {
        if (!condition) {
            throw new QuestionException(field, "INVALID_QUERY", message);
        }
    }
}
