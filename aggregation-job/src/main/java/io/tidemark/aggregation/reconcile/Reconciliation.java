package io.tidemark.aggregation.reconcile;

import io.tidemark.aggregation.retention.Horizon;
import io.tidemark.aggregation.retention.TierRetentions;
import io.tidemark.aggregation.run.Failures;
import io.tidemark.aggregation.run.Outcome;
import io.tidemark.aggregation.run.Runner;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Counts the events of some days again and says where the rollups differ; on request, it repairs them. */
@ApplicationScoped
public class Reconciliation {

    /** The summary's number of differences. */
    public static final String DIFFERENCES = "differences";

    private static final int TOLD = 100;

    private final Runner runner;
    private final AuditedTenantRepository tenants;
    private final AuditRepository audits;
    private final TierRetentions tiers;

    Reconciliation(Runner runner, AuditedTenantRepository tenants, AuditRepository audits, TierRetentions tiers) {
        this.runner = runner;
        this.tenants = tenants;
        this.audits = audits;
        this.tiers = tiers;
    }

    /** What a run has come to so far. */
    private static final class Findings {
        private final Failures failures = new Failures();
        private final JsonArray told = new JsonArray();
        private long differences;
        private int days;
        private int repaired;
    }

    public Outcome run(Request request) {
        return runner.alone("reconcile", () -> reconcile(request));
    }

    private Outcome reconcile(Request request) {
        var now = tenants.now();
        var audited = tenants.list(request.tenant());
        if (audited.isEmpty() && request.tenant() != null) {
            return new Outcome.Refused("no tenant " + request.tenant());
        }
        for (var tenant : audited) {
            var objection = objection(tenant, request, now);
            if (objection.isPresent()) {
                return new Outcome.Refused(objection.get());
            }
        }
        var findings = new Findings();
        for (var tenant : audited) {
            request.from()
                    .datesUntil(request.to().plusDays(1))
                    .map(day -> new DayToAudit(tenant.home(), day, horizon(tenant, now)))
                    .forEach(day -> reconcile(day, request.repair(), findings));
        }
        return new Outcome.Finished(summary(request, audited, findings), findings.failures.none());
    }

    private Optional<String> objection(AuditedTenant tenant, Request request, Instant now) {
        var calendar = tenant.home().calendar();
        var earliest = calendar.dayOf(horizon(tenant, now).raw()).plusDays(1);
        if (request.from().isBefore(earliest)) {
            return Optional.of("%s is before %s, from which on events of %s are kept"
                    .formatted(request.from(), earliest, tenant.slug()));
        }
        return request.to().isAfter(calendar.dayOf(now))
                ? Optional.of("%s has not begun for %s".formatted(request.to(), tenant.slug()))
                : Optional.empty();
    }

    private Horizon horizon(AuditedTenant tenant, Instant now) {
        return Horizon.of(tiers.of(tenant.tier()), now);
    }

    /** A day that fails does not stop the others. */
    private void reconcile(DayToAudit day, boolean repair, Findings findings) {
        var tenant = day.home().tenant();
        try {
            var audit = repair ? audits.repair(day) : audits.audit(day);
            findings.days++;
            findings.differences += audit.total();
            audit.shown().stream()
                    .limit(Math.max(0, TOLD - findings.told.size()))
                    .forEach(difference -> findings.told.add(difference.toJson(tenant, day.day())));
            if (repair && audit.total() > 0) {
                if (audit.made()) {
                    audits.make(day);
                }
                findings.repaired++;
            }
        } catch (RuntimeException e) {
            findings.failures.add("reconcile", tenant, day.day(), e);
        }
    }

    private static JsonObject summary(Request request, List<AuditedTenant> audited, Findings findings) {
        return new JsonObject()
                .put("from", request.from().toString())
                .put("to", request.to().toString())
                .put("tenants", audited.size())
                .put("days", findings.days)
                .put(DIFFERENCES, findings.differences)
                .put("daysRepaired", findings.repaired)
                .put("shown", findings.told)
                .put("failures", findings.failures.toJson());
    }
}
