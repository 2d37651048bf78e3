package io.tidemark.alert.judge;

import io.tidemark.alert.judge.Sight.Blind;
import io.tidemark.alert.judge.Sight.Seen;
import io.tidemark.alert.question.Asking;
import io.tidemark.alert.question.Window;
import io.tidemark.alert.rule.Comparison;
import io.tidemark.alert.rule.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What values of a window are held against: themselves, the window before, or the same hour of earlier weeks. */
public final class Baselines {

    private static final int WEEKS = 4;
    private static final int FEWEST = 2;

    /** Of a normal distribution, the standard deviation is so many median absolute deviations. */
    private static final double MAD = 1.4826;

    /** Weeks that are all alike are still not exact: a twentieth of their median is no surprise. */
    private static final double LEAST_SPREAD = 0.05;

    private final Asking asking;
    private final Window window;

    public Baselines(Asking asking, Window window) {
        this.asking = asking;
        this.window = window;
    }

    /** Where the condition's own value comes from. */
    Look look(Condition condition) {
        return new Look(condition.asked(), window);
    }

    /** All that has to be looked at. */
    public Stream<Look> looks(Condition condition) {
        return Stream.concat(Stream.of(look(condition)), earlier(condition));
    }

    private Stream<Look> earlier(Condition condition) {
        return switch (condition.compare()) {
            case null -> Stream.empty();
            case PREVIOUS_PERIOD -> Stream.of(new Look(condition.asked(), window.previous()));
            case LAST_FOUR_WEEKS ->
                IntStream.rangeClosed(1, WEEKS)
                        .mapToObj(weeks -> new Look(
                                condition.asked(),
                                window.hoursBefore(weeks, asking.scope().homeZone())));
        };
    }

    Finding of(Condition condition, String series, double value, Function<Look, Sight> sights) {
        if (condition.compare() == null) {
            return Finding.of(condition, value);
        }
        var values = new ArrayList<Double>();
        for (var look : earlier(condition).toList()) {
            switch (sights.apply(look)) {
                case Blind(var cause) -> {
                    return Finding.failed(condition, cause);
                }
                case Seen(var reading) ->
                    reading.find(series)
                            .filter(one -> one.samples() > 0)
                            .ifPresent(
                                    one -> condition.reducer().of(one.values()).ifPresent(values::add));
            }
        }
        return condition.compare() == Comparison.PREVIOUS_PERIOD
                ? change(condition, value, values)
                : deviation(condition, value, values);
    }

    private static Finding change(Condition condition, double value, List<Double> previous) {
        if (previous.isEmpty()) {
            return Finding.unmatched(condition);
        }
        var before = previous.getFirst();
        return Finding.of(condition, value == before ? 0 : (value - before) / Math.abs(before));
    }

    /** Without two weeks to go by, nothing is out of the ordinary. */
    private Finding deviation(Condition condition, double value, List<Double> weeks) {
        if (weeks.size() < FEWEST) {
            return Finding.unmatched(condition);
        }
        var scaled = weeks.stream().map(week -> week * scale(condition)).toList();
        var median = median(scaled);
        var mad = median(scaled.stream().map(week -> Math.abs(week - median)).toList());
        var spread = Math.max(MAD * mad, LEAST_SPREAD * Math.abs(median));
        return Finding.of(condition, value == median ? 0 : (value - median) / spread);
    }

    /** Sums of whole hours, for the shorter time that the value is of. */
    private double scale(Condition condition) {
        if (!asking.isSum(condition.asked())) {
            return 1;
        }
        var hours = window.hoursBefore(1, asking.scope().homeZone());
        return asking.isSeries(condition.asked())
                ? (double) window.width().about().toSeconds()
                        / hours.width().about().toSeconds()
                : (double) window.length().toSeconds() / hours.length().toSeconds();
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        var middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
