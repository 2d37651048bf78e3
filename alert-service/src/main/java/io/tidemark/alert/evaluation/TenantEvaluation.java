package io.tidemark.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.schedule.Due;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Evaluates the rules of one tenant that were claimed, and writes what came of it. */
@ApplicationScoped
class TenantEvaluation {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TenantDirectory tenants;
    private final CaseRepository cases;
    private final ResultRepository results;
    private final EvaluationMetrics metrics;
    private final Evaluators evaluators;

    TenantEvaluation(
            TenantDirectory tenants,
            CaseRepository cases,
            ResultRepository results,
            EvaluationMetrics metrics,
            Evaluators evaluators) {
        this.tenants = tenants;
        this.cases = cases;
        this.results = results;
        this.metrics = metrics;
        this.evaluators = evaluators;
    }

    /** Says which schedules need no more attention. */
    Set<UUID> evaluate(UUID lease, UUID tenant, List<Due> due) {
        var found = await(tenants.find(tenant));
        return found.isEmpty() ? save(tenant, lease, Map.of(), due) : evaluate(lease, found.get(), due);
    }

    private Set<UUID> evaluate(UUID lease, Tenant tenant, List<Due> due) {
        var now = evaluators.now();
        var stored = await(cases.find(tenant.id(), due.stream().map(Due::id).toList(), now));
        var used = due.stream()
                .filter(each -> !stored.rulesOf(each.id()).isEmpty())
                .toList();
        var unused = due.stream().filter(each -> !used.contains(each)).toList();
        return save(tenant.id(), lease, evaluators.of(tenant, stored, now).evaluate(stored, used), unused);
    }

    private Set<UUID> save(UUID tenant, UUID lease, Map<Due, Change> changes, List<Due> unused) {
        var written = await(results.save(tenant, lease, changes, unused));
        changes.forEach((due, change) -> {
            if (written.contains(due.id())) {
                metrics.evaluated(change.outcomes());
            }
        });
        metrics.discarded((long) changes.size() - written.size());
        var done = new HashSet<>(written);
        unused.forEach(due -> done.add(due.id()));
        return done;
    }

    private static <T> T await(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}
