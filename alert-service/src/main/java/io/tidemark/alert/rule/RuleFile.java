package io.tidemark.alert.rule;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules in YAML. */
@ApplicationScoped
class RuleFile {

    static final String LIST = "alerts";

    private static final int MOST = 1000;

    private final ObjectMapper yaml;

    RuleFile(ObjectMapper json) {
        this.yaml = json.copyWith(new YAMLFactory().disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER));
        yaml.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    }

    /** The file as it is read. */
    @RegisterForReflection
    record Alerts(@JsonProperty(LIST) @Nullable List<@Nullable RuleRequest> rules) {}

    /** The file as it is written. */
    @RegisterForReflection
    record Exported(@JsonProperty(LIST) List<ExportedRule> rules) {}

    /** One rule of it: no id and no version, which differ from one installation to the next. */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ExportedRule(
            String name, boolean enabled, @JsonUnwrapped RuleDefinition definition) {}

    String write(List<Rule> rules) {
        try {
            return yaml.writeValueAsString(new Exported(rules.stream()
                    .map(rule -> new ExportedRule(rule.name(), rule.enabled(), rule.definition()))
                    .toList()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a rule is plain text and numbers", e);
        }
    }

    /** @throws ProblemException 400 if it cannot be read, or names a rule twice */
    List<RuleRequest> read(String text) {
        var rules = parse(text).rules();
        if (rules == null || rules.contains(null) || rules.size() > MOST) {
            throw ProblemException.invalid(LIST, "must be a list of up to %d rules".formatted(MOST));
        }
        var read = rules.stream().map(Objects::requireNonNull).toList();
        var names = new HashSet<String>();
        for (var i = 0; i < read.size(); i++) {
            if (!names.add(Objects.requireNonNullElse(read.get(i).name(), ""))) {
                throw ProblemException.invalid("%s[%d].name".formatted(LIST, i), "is there twice");
            }
        }
        return read;
    }

    private Alerts parse(String text) {
        try {
            var alerts = yaml.readValue(text, Alerts.class);
            return alerts == null ? new Alerts(null) : alerts;
        } catch (JsonProcessingException e) {
            throw refusal(e);
        }
    }

    private static ProblemException refusal(JsonProcessingException e) {
        var where = e.getLocation();
        return ProblemException.of(ProblemType.MALFORMED_BODY.problem(
                where == null
                        ? "Not the YAML expected."
                        : "Not the YAML expected, at line %d, column %d."
                                .formatted(where.getLineNr(), where.getColumnNr())));
    }
}
