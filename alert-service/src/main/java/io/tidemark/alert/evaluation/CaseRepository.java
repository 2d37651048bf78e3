package io.tidemark.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.question.Asking;
import io.tidemark.alert.rule.Condition;
import io.tidemark.alert.rule.Rule;
import io.tidemark.alert.rule.RuleRepository;
import io.tidemark.alert.silence.SilenceRepository;
import io.tidemark.alert.state.StateRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.questions.saved.SavedQueries;
import io.tidemark.questions.saved.SavedQueries.Versioned;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Reads what rules are evaluated by. */
@ApplicationScoped
class CaseRepository {

    private final TenantDatabase database;
    private final RuleRepository rules;
    private final StateRepository states;
    private final SilenceRepository silences;
    private final SavedQueries saved;

    CaseRepository(
            TenantDatabase database,
            RuleRepository rules,
            StateRepository states,
            SilenceRepository silences,
            SavedQueries saved) {
        this.database = database;
        this.rules = rules;
        this.states = states;
        this.silences = silences;
        this.saved = saved;
    }

    /** All rules of these schedules. */
    Uni<Case> find(UUID tenant, Collection<UUID> schedules, Instant now) {
        return database.read(tenant, tx -> rules.findScheduled(tx, tenant, schedules)
                .flatMap(found -> find(tx, tenant, found, now)));
    }

    /** One rule; without any if it is not there. */
    Uni<Case> find(UUID tenant, UUID rule, Instant now) {
        return database.read(tenant, tx -> rules.find(tx, tenant, rule)
                .flatMap(found -> find(tx, tenant, found.stream().toList(), now)));
    }

    private Uni<Case> find(SqlConnection tx, UUID tenant, List<Rule> found, Instant now) {
        var ids = found.stream().map(Rule::id).toList();
        var asked = found.stream()
                .flatMap(rule -> rule.definition().conditions().stream())
                .map(Condition::query);
        return states.find(tx, tenant, ids).flatMap(rows -> saved.find(tx, tenant, Asking.saved(asked))
                .flatMap(queries -> silences.findActive(tx, tenant, now)
                        .map(active -> new Case(
                                found,
                                rows,
                                queries.values().stream().map(Versioned::query).toList(),
                                active))));
    }
}
