package io.tidemark.alert.judge;

import io.tidemark.alert.judge.Finding.Kind;
import io.tidemark.alert.judge.Sight.Blind;
import io.tidemark.alert.judge.Sight.Seen;
import io.tidemark.alert.judge.Verdict.Outcome;
import io.tidemark.alert.question.Asking;
import io.tidemark.alert.question.Reading;
import io.tidemark.alert.rule.Combine;
import io.tidemark.alert.rule.Condition;
import io.tidemark.alert.rule.RuleDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Judges a rule by what was seen. Whoever cannot see is never said to be fine: an error of any condition is one of the
 * rule, and so is a lack of data, unless what was seen decides by itself.
 */
public final class Judge {

    private final RuleDefinition rule;
    private final Baselines baselines;
    private final Function<Look, Sight> sights;

    public Judge(RuleDefinition rule, Baselines baselines, Function<Look, Sight> sights) {
        this.rule = rule;
        this.baselines = baselines;
        this.sights = sights;
    }

    /**
     * A verdict for each series that is an alert of its own, else one; at least that, of the rule as a whole, if no
     * series was seen.
     *
     * @param known series that are to be judged even if they are not seen any more
     */
    public List<Verdict> verdicts(Set<String> known) {
        if (rule.conditions().stream().noneMatch(Condition::isOfEach)) {
            return List.of(verdict(Reading.ONLY));
        }
        var series = new LinkedHashSet<String>();
        rule.conditions().stream().filter(Condition::isOfEach).forEach(condition -> {
            if (sight(condition) instanceof Seen(var reading)) {
                reading.series().stream().map(Reading.Series::name).forEach(series::add);
            }
        });
        var judged = new LinkedHashSet<>(known);
        series.stream().limit(Asking.MAX_SERIES).forEach(judged::add);
        if (series.isEmpty() || known.contains(Reading.ONLY)) {
            judged.add(Reading.ONLY);
        }
        return judged.stream().map(this::verdict).toList();
    }

    private Verdict verdict(String series) {
        var findings = rule.conditions().stream()
                .map(condition -> find(condition, series))
                .toList();
        return new Verdict(
                series,
                rule.combine() == Combine.AND ? all(findings) : any(findings),
                findings.stream().map(Finding::snapshot).toList());
    }

    private static Outcome all(List<Finding> findings) {
        if (are(findings, Kind.ERROR)) {
            return Outcome.ERROR;
        }
        if (are(findings, Kind.UNMATCHED)) {
            return Outcome.UNMATCHED;
        }
        return are(findings, Kind.NO_DATA) ? Outcome.NO_DATA : Outcome.MATCHED;
    }

    private static Outcome any(List<Finding> findings) {
        if (are(findings, Kind.MATCHED)) {
            return Outcome.MATCHED;
        }
        if (are(findings, Kind.ERROR)) {
            return Outcome.ERROR;
        }
        return are(findings, Kind.NO_DATA) ? Outcome.NO_DATA : Outcome.UNMATCHED;
    }

    private static boolean are(List<Finding> findings, Kind kind) {
        return findings.stream().anyMatch(finding -> finding.kind() == kind);
    }

    private Finding find(Condition condition, String series) {
        return switch (sight(condition)) {
            case Blind(var cause) -> Finding.failed(condition, cause);
            case Seen(var reading) when reading.samples() == 0 -> Finding.empty(condition);
            case Seen(var reading) -> find(condition, reading, series);
        };
    }

    private Finding find(Condition condition, Reading reading, String series) {
        return switch (condition.series()) {
            case Condition.ANY -> ofAny(condition, reading);
            case Condition.ALL -> ofAll(condition, reading);
            case Condition.EACH -> named(condition, reading, series);
            default -> named(condition, reading, condition.series());
        };
    }

    private Finding named(Condition condition, Reading reading, String name) {
        return reading.find(name).map(series -> ofOne(condition, series)).orElseGet(() -> Finding.unmatched(condition));
    }

    private Finding ofAny(Condition condition, Reading reading) {
        var findings = each(condition, reading);
        return findings.stream()
                .filter(Finding::matched)
                .findFirst()
                .or(() -> findings.stream()
                        .filter(finding -> finding.kind() == Kind.ERROR)
                        .findFirst())
                .or(() -> findings.stream().findFirst())
                .orElseGet(() -> Finding.unmatched(condition));
    }

    private Finding ofAll(Condition condition, Reading reading) {
        var findings = each(condition, reading);
        return findings.stream()
                .filter(finding -> !finding.matched())
                .findFirst()
                .or(() -> findings.stream().findFirst())
                .orElseGet(() -> Finding.unmatched(condition));
    }

    private List<Finding> each(Condition condition, Reading reading) {
        return reading.series().stream().map(series -> ofOne(condition, series)).toList();
    }

    private Finding ofOne(Condition condition, Reading.Series series) {
        if (series.samples() < condition.minSamples()) {
            return Finding.unmatched(condition);
        }
        var value = condition.reducer().of(series.values());
        if (value.isEmpty()) {
            return Finding.unmatched(condition);
        }
        return baselines.of(condition, series.name(), value.getAsDouble(), sights);
    }

    private Sight sight(Condition condition) {
        return sights.apply(baselines.look(condition));
    }
}
