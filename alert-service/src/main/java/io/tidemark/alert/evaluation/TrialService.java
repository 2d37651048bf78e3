package io.tidemark.alert.evaluation;

import io.tidemark.alert.question.Window;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Evaluates a rule and changes nothing. */
@ApplicationScoped
class TrialService {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final CaseRepository cases;
    private final Evaluators evaluators;

    TrialService(CaseRepository cases, Evaluators evaluators) {
        this.cases = cases;
        this.evaluators = evaluators;
    }

    /** What it would find this second. */
    Trial test(Tenant tenant, UUID id) {
        var now = evaluators.now().truncatedTo(ChronoUnit.SECONDS);
        var stored = find(tenant, id);
        var rule = stored.rules().getFirst();
        var evaluator = evaluators.of(tenant, stored, now);
        Window window = rule.definition().window(now);
        var looks = evaluator.looks(rule, window).collect(Collectors.toCollection(LinkedHashSet::new));
        return Trial.of(window, evaluator.verdicts(rule, window, evaluator.look(looks), Set.of()));
    }

    /** What it would have said. */
    Preview preview(Tenant tenant, UUID id, int days) {
        var now = evaluators.now();
        var stored = find(tenant, id);
        return new Backtest(evaluators.of(tenant, stored, now), stored.rules().getFirst())
                .run(now, Duration.ofDays(days));
    }

    private Case find(Tenant tenant, UUID id) {
        var stored = cases.find(tenant.id(), id, evaluators.now()).await().atMost(PATIENCE);
        if (stored.rules().isEmpty()) {
            throw ProblemException.of(ProblemType.ALERT_NOT_FOUND, "The tenant has no alert rule with this id.");
        }
        return stored;
    }
}
