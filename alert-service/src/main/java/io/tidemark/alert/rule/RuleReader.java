package io.tidemark.alert.rule;

import io.tidemark.alert.log.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes rules of what clients write: fills in defaults, and finds all that is wrong. */
final class RuleReader {

    static final int MAX_CONDITIONS = 10;

    private static final int MAX_NAME = 200;
    private static final int MAX_TEXT = 2000;
    private static final int MAX_LABELS = 20;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(7);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration COOLDOWN = Duration.ofMinutes(10);
    private static final List<Duration> SHORT_INTERVALS =
            List.of(Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(20), Duration.ofSeconds(30));

    private final Faults faults;
    private final ConditionReader conditions;

    RuleReader(Faults faults, ConditionReader conditions) {
        this.faults = faults;
        this.conditions = conditions;
    }

    /** What was meant, as far as it can be told; only if nothing is wrong is it of any use. */
    RuleDefinition read(RuleRequest rule) {
        name(rule);
        var window = faults.there(rule.window(), "window", MINUTE);
        faults.require(
                isWhole(window) && isUpTo(window, LONGEST_WINDOW), "window", "must be whole minutes, from PT1M to P7D");
        return new RuleDefinition(
                text(rule.description(), "description"),
                Objects.requireNonNullElse(rule.severity(), Severity.WARNING),
                labels(rule.labels()),
                window,
                interval(rule.evaluationInterval()),
                duration(rule.evaluationDelay(), "evaluationDelay", Duration.ZERO),
                duration(rule.waiting(), "for", Duration.ZERO),
                duration(rule.keepFiringFor(), "keepFiringFor", Duration.ZERO),
                duration(rule.cooldown(), "cooldown", COOLDOWN),
                Objects.requireNonNullElse(rule.combine(), Combine.AND),
                Objects.requireNonNullElse(rule.noDataState(), NoDataState.NO_DATA),
                Objects.requireNonNullElse(rule.errorState(), ErrorState.ERROR),
                rule.message() == null ? null : text(rule.message(), "message"),
                conditions(rule.conditions(), window));
    }

    private void name(RuleRequest rule) {
        var name = faults.there(rule.name(), "name", "x");
        faults.require(!name.isBlank(), "name", "must not be blank");
        faults.line(name, "name", MAX_NAME, "");
    }

    private List<Condition> conditions(@Nullable List<@Nullable ConditionRequest> sent, Duration window) {
        if (sent == null || sent.isEmpty() || sent.size() > MAX_CONDITIONS) {
            faults.add("conditions", "must be 1 to %d".formatted(MAX_CONDITIONS));
            return List.of();
        }
        var read = new ArrayList<Condition>();
        for (var i = 0; i < sent.size(); i++) {
            var place = "conditions[%d]".formatted(i);
            var condition = sent.get(i);
            if (condition == null) {
                faults.add(place, "must not be null");
            } else {
                read.add(conditions.read(condition, window, faults.below(place)));
            }
        }
        return read;
    }

    private String text(@Nullable String text, String field) {
        var some = Objects.requireNonNullElse(text, "");
        faults.require(some.length() <= MAX_TEXT, field, "must be up to %d characters".formatted(MAX_TEXT));
        return some;
    }

    private Map<String, String> labels(@Nullable Map<String, @Nullable String> labels) {
        var read = new TreeMap<String, String>();
        if (labels != null) {
            faults.require(labels.size() <= MAX_LABELS, "labels", "must be up to %d".formatted(MAX_LABELS));
            labels.forEach((name, value) -> {
                faults.require(
                        name.matches("[a-zA-Z_][a-zA-Z0-9_.-]{0,62}"),
                        "labels." + name,
                        "must be named by letters, digits and underscores");
                read.put(name, faults.line(faults.there(value, "labels." + name, ""), "labels." + name, MAX_NAME, ""));
            });
        }
        return read;
    }

    private Duration interval(@Nullable Duration interval) {
        var read = Objects.requireNonNullElse(interval, MINUTE);
        faults.require(
                SHORT_INTERVALS.contains(read) || (isWhole(read) && isUpTo(read, DAY)),
                "evaluationInterval",
                "must be PT10S, PT15S, PT20S, PT30S, or whole minutes up to P1D");
        return read.isPositive() ? read : MINUTE;
    }

    private Duration duration(@Nullable Duration duration, String field, Duration otherwise) {
        var read = Objects.requireNonNullElse(duration, otherwise);
        faults.require(
                !read.isNegative() && isUpTo(read, DAY.multipliedBy(7)) && read.toNanosPart() == 0,
                field,
                "must be whole seconds, from PT0S to P7D");
        return read;
    }

    private static boolean isWhole(Duration duration) {
        return duration.isPositive() && duration.equals(MINUTE.multipliedBy(duration.toMinutes()));
    }

    private static boolean isUpTo(Duration duration, Duration limit) {
        return duration.compareTo(limit) <= 0;
    }
}
