package io.tidemark.alert.evaluation;

import io.quarkus.logging.Log;
import io.tidemark.alert.schedule.Due;
import io.tidemark.alert.schedule.ScheduleRepository;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Claims what is due, tenant by tenant evaluates it, and writes what came of it. */
@ApplicationScoped
class ClaimService {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ScheduleRepository schedules;
    private final TenantEvaluation evaluation;
    private final EvaluationMetrics metrics;
    private final EvaluationConfig config;
    private final InstantSource clock;

    ClaimService(
            ScheduleRepository schedules,
            TenantEvaluation evaluation,
            EvaluationMetrics metrics,
            EvaluationConfig config,
            InstantSource clock) {
        this.schedules = schedules;
        this.evaluation = evaluation;
        this.metrics = metrics;
        this.config = config;
        this.clock = clock;
    }

    /**
     * One claim.
     *
     * @return how many schedules were claimed
     */
    int work() {
        var lease = UUID.randomUUID();
        var claimed = schedules
                .claim(lease, config.lease(), config.batch(), clock.instant())
                .await()
                .atMost(PATIENCE);
        var complete = true;
        for (var due :
                claimed.stream().collect(Collectors.groupingBy(Due::tenant)).entrySet()) {
            complete &= work(lease, due.getKey(), due.getValue());
        }
        if (!complete) {
            schedules.release(lease).await().atMost(PATIENCE);
        }
        return claimed.size();
    }

    /** Whether all of it was written, or failed: then the claim ends by itself, which keeps attempts apart. */
    private boolean work(UUID lease, UUID tenant, List<Due> due) {
        var begun = System.nanoTime();
        try {
            var done = evaluation.evaluate(lease, tenant, due);
            metrics.took(Duration.ofNanos(System.nanoTime() - begun));
            return finished(due, done);
        } catch (RuntimeException e) {
            metrics.failed();
            Log.warnf("Rules of tenant %s were not evaluated, trying again: %s", tenant, e);
            return true;
        }
    }

    private boolean finished(List<Due> due, Set<UUID> done) {
        var now = clock.instant();
        due.stream()
                .filter(each -> done.contains(each.id()))
                .forEach(each -> metrics.late(Duration.between(each.slot(), now)));
        return done.size() == due.size();
    }
}
