package io.tidemark.alert.evaluation;

import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.silence.Silence;
import io.tidemark.alert.state.StateRow;
import io.tidemark.catalogue.QueryDefinition;
import java.util.List;
import java.util.UUID;

/**
 * All that is stored about rules that are to be evaluated.
 *
 * @param queries the saved queries that they ask for, as far as they are there
 * @param silences those in force, if their schedule has it so
 */
record Case(List<Rule> rules, List<StateRow> states, List<QueryDefinition> queries, List<Silence> silences) {

    List<StateRow> statesOf(Rule rule) {
        return states.stream().filter(row -> row.rule().equals(rule.id())).toList();
    }

    List<Rule> rulesOf(UUID schedule) {
        return rules.stream().filter(rule -> rule.schedule().equals(schedule)).toList();
    }
}
