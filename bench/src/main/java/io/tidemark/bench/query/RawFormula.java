package io.tidemark.bench.query;

import io.tidemark.catalogue.Formula;
import io.tidemark.catalogue.Formula.Named;
import io.tidemark.rollups.Measure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Formulas as SQL aggregates over {@code raw_event}. */
final class RawFormula {

    static final int HEAT_ROWS = 7;

    private RawFormula() {}

    /** By part; a value that has no parts is one of its own, without a name. */
    static Map<String, String> parts(Formula formula, double seconds, double thresholdMs) {
        var parts = new LinkedHashMap<String, String>();
        switch (formula) {
            case Formula.Several(List<Named> all) ->
                all.forEach(part -> parts.put(part.name(), value(part.formula(), seconds, thresholdMs)));
            case Formula.ResponseTimes() ->
                IntStream.range(0, HEAT_ROWS)
                        .forEach(row -> parts.put(Integer.toString(row), measure(Measure.valueOf("HEAT_" + row))));
            default -> parts.put("", value(formula, seconds, thresholdMs));
        }
        return parts;
    }

    private static String value(Formula formula, double seconds, double thresholdMs) {
        return switch (formula) {
            case Formula.Sum(var measure) -> measure(measure);
            case Formula.Week(var measure) -> measure(measure);
            case Formula.PerSecond(var measure) -> "%s / %s::float8".formatted(measure(measure), seconds);
            case Formula.Mean(var sum, var count) ->
                "%s::float8 / nullif(%s, 0) / 1000".formatted(measure(sum), measure(count));
            case Formula.Ratio(var part, var whole) ->
                "%s::float8 / nullif(%s, 0)".formatted(measure(part), measure(whole));
            case Formula.Percentile(double share) ->
                "percentile_cont(%s) WITHIN GROUP (ORDER BY duration_us) / 1000.0".formatted(share);
            case Formula.Apdex() -> """
                (count(*) FILTER (WHERE duration_us <= %1$s) + count(*) FILTER (WHERE duration_us <= 4 * %1$s))
                       / 2.0 / nullif(count(duration_us), 0)""".formatted(thresholdMs * 1_000);
            case Formula.Distinct(var attribute) -> "count(DISTINCT %s)".formatted(RawColumn.of(attribute));
            case Formula.Several _, Formula.ResponseTimes _ ->
                throw new IllegalArgumentException("several values: " + formula);
        };
    }

    private static String measure(Measure measure) {
        return switch (measure) {
            case EVENTS -> "count(*)";
            case ERRORS -> "count(*) FILTER (WHERE error)";
            case STATUS_2XX -> statusClass(2);
            case STATUS_3XX -> statusClass(3);
            case STATUS_4XX -> statusClass(4);
            case STATUS_5XX -> statusClass(5);
            case BYTES_IN, BYTES_OUT, QUANTITY -> "sum(%s)".formatted(measure.column());
            case DURATION_COUNT, OVERHEAD_COUNT, BACKEND_COUNT -> "count(%s)".formatted(micros(measure));
            case DURATION_SUM, OVERHEAD_SUM, BACKEND_SUM -> "sum(%s)".formatted(micros(measure));
            case DURATION_MIN, OVERHEAD_MIN, BACKEND_MIN -> "min(%s)".formatted(micros(measure));
            case DURATION_MAX, OVERHEAD_MAX, BACKEND_MAX -> "max(%s)".formatted(micros(measure));
            case HEAT_0 -> "count(*) FILTER (WHERE duration_us < 50000)";
            case HEAT_1 -> heat(50_000, 100_000);
            case HEAT_2 -> heat(100_000, 250_000);
            case HEAT_3 -> heat(250_000, 500_000);
            case HEAT_4 -> heat(500_000, 1_000_000);
            case HEAT_5 -> heat(1_000_000, 3_000_000);
            case HEAT_6 -> "count(*) FILTER (WHERE duration_us >= 3000000)";
            case LATENCY, FIRST_TIME, LAST_TIME -> throw new IllegalArgumentException("no number: " + measure);
        };
    }

    private static String micros(Measure measure) {
        return measure.column().substring(0, measure.column().indexOf('_')) + "_us";
    }

    private static String statusClass(int hundreds) {
        return "count(*) FILTER (WHERE status >= %d00 AND status < %d00)".formatted(hundreds, hundreds + 1);
    }

    private static String heat(int from, int to) {
        return "count(*) FILTER (WHERE duration_us >= %d AND duration_us < %d)".formatted(from, to);
    }
}
