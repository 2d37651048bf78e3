package io.tidemark.alert.evaluation;

import io.tidemark.alert.judge.Verdict;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventType;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.state.Step;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** What is said of a step. */
final class Announcement {

    private static final int LONGEST = 4000;

    private final String dashboard;

    /** @param dashboard the address of dashboards, which the rule's id is added to; may be empty */
    Announcement(String dashboard) {
        this.dashboard = dashboard;
    }

    AlertEvent of(Rule rule, Verdict verdict, Step step, Instant at) {
        var type = step.event().orElseThrow();
        var sequence = step.instance().sequence();
        return new AlertEvent(
                AlertEvent.id(rule.id(), verdict.series(), sequence),
                rule.id(),
                rule.name(),
                type,
                rule.definition().severity(),
                verdict.series(),
                sequence,
                at,
                message(rule, verdict, type),
                rule.definition().labels(),
                verdict.conditions(),
                step.silenced(),
                null,
                null);
    }

    private String message(Rule rule, Verdict verdict, EventType type) {
        var own = rule.definition().message();
        var template = own == null || own.isBlank() ? usual(verdict, type) : own;
        var text = Template.fill(template, values(rule, verdict, type));
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static String usual(Verdict verdict, EventType type) {
        var series = verdict.series().isEmpty() ? "" : " ({{series}})";
        return switch (type) {
            case NO_DATA -> "{{name}}" + series + ": there are no events to judge by";
            case ERROR -> "{{name}}" + series + ": cannot be evaluated: {{error}}";
            case RESOLVED -> "{{name}}" + series + ": is over, {{query}} is {{value}}";
            case PENDING, FIRING, WEBHOOK_DISABLED, WEBHOOK_TEST ->
                "{{name}}" + series + ": {{query}} is {{value}}, which is {{operator}} {{threshold}}";
        };
    }

    private Map<String, String> values(Rule rule, Verdict verdict, EventType type) {
        var condition = verdict.foremost();
        var values = new TreeMap<String, String>();
        values.put("name", rule.name());
        values.put("severity", rule.definition().severity().code());
        values.put("window", rule.definition().window().toString());
        values.put("state", type.code());
        values.put("series", verdict.series());
        values.put("query", condition.query());
        values.put("operator", condition.operator());
        values.put("threshold", Template.number(condition.threshold()));
        values.put("value", condition.value() == null ? "-" : Template.number(condition.value()));
        values.put("error", verdict.cause().orElse(""));
        values.put("dashboard", dashboard.isEmpty() ? "" : dashboard + "?alert=" + rule.id());
        rule.definition().labels().forEach((name, value) -> values.put("labels." + name, value));
        return values;
    }
}
