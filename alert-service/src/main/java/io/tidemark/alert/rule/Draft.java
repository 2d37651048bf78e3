package io.tidemark.alert.rule;

/** A rule that is to be stored, found to be valid. */
record Draft(String name, boolean enabled, RuleDefinition definition) {

    boolean isAlready(Rule rule) {
        return rule.name().equals(name)
                && rule.enabled() == enabled
                && rule.definition().equals(definition);
    }
}
