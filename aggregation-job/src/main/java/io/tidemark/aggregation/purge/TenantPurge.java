package io.tidemark.aggregation.purge;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.run.Runner;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/**
 * Removes deleted tenants with all that is stored of them. The tenant's own row goes last, so that a run that was
 * interrupted is taken up by the next.
 */
@ApplicationScoped
public class TenantPurge {

    private final Runner runner;
    private final PurgeRepository repository;
    private final PurgeConfig config;

    TenantPurge(Runner runner, PurgeRepository repository, PurgeConfig config) {
        this.runner = runner;
        this.repository = repository;
        this.config = config;
    }

    public Outcome run() {
        return runner.alone("purge", this::purge);
    }

    private Outcome purge() {
        var failures = new Failures();
        var removed = new RemovedRows();
        var tenants = 0;
        var startedAt = System.nanoTime();
        for (var tenant : repository.listDeleted()) {
            try {
                awaitGrace(tenant.age().plusNanos(System.nanoTime() - startedAt));
                purge(tenant.id(), removed);
                tenants++;
            } catch (RuntimeException e) {
                failures.add("purge", tenant.id(), null, e);
            }
        }
        var summary = new JsonObject()
                .put("tenants", tenants)
                .put("rows", removed.toJson())
                .put("failures", failures.toJson());
        return new Outcome.Finished(summary, failures.none());
    }

    private void awaitGrace(Duration age) {
        try {
            Thread.sleep(config.grace().minus(age));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void purge(UUID tenant, RemovedRows removed) {
        for (var table : TenantTable.values()) {
            int deleted;
            do {
                deleted = repository.deleteBatch(table, tenant, config.batchSize());
                removed.add(table, deleted);
            } while (deleted > 0);
        }
        repository.deleteTenant(tenant);
    }
}
