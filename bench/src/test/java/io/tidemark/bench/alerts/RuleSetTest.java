package io.tidemark.bench.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RuleSetTest {

    private final RuleSet set = new RuleSet(1100, 500);

    @Test
    void thereAreAsManyRulesAndQuestionsAsAskedFor() throws IOException {
        var rules = rules();

        assertThat(rules).hasSize(1100);
        assertThat(rules.stream().map(rule -> rule.get("name"))).doesNotHaveDuplicates();
        assertThat(rules.stream()
                        .map(rule -> rule.at("/conditions/0"))
                        .map(condition ->
                                condition.get("query") + " " + condition.get("filters") + condition.get("series"))
                        .distinct())
                .hasSize(500);
    }

    @Test
    void theRulesOfAProbeAreThoseThatAskForItsRoute() throws IOException {
        var rules = rules();

        assertThat(set.probes()).isEqualTo(100);
        assertThat(IntStream.range(0, set.probes())).allSatisfy(probe -> assertThat(rules.stream()
                        .filter(rule ->
                                rule.at("/conditions/0/filters/route").asText().equals(RuleSet.probe(probe)))
                        .map(rule -> rule.get("name").asText()))
                .hasSizeBetween(2, 3)
                .containsExactlyElementsOf(set.namesOfProbe(probe)));
    }

    @Test
    void thereAreNoMoreQuestionsThanTheTrafficHasRoutesFor() {
        assertThatThrownBy(() -> new RuleSet(10_000, 601)).hasMessageContaining("between 5 and 600 questions");
    }

    private List<JsonNode> rules() throws IOException {
        var rules = new ArrayList<JsonNode>();
        for (var file : set.files()) {
            new ObjectMapper().readTree(file).get("alerts").forEach(rules::add);
        }
        return rules;
    }
}
