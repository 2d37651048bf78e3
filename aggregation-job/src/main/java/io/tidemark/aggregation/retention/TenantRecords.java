package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.snapshot.Snapshots;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** What is noted for a while of each tenant: values of dimensions, deliveries of webhooks, and snapshots. */
@ApplicationScoped
class TenantRecords {

    private final KeptTenantRepository tenants;
    private final OldValueRepository values;
    private final OldDeliveryRepository deliveries;
    private final Snapshots snapshots;
    private final RetentionConfig config;

    TenantRecords(
            KeptTenantRepository tenants,
            OldValueRepository values,
            OldDeliveryRepository deliveries,
            Snapshots snapshots,
            RetentionConfig config) {
        this.tenants = tenants;
        this.values = values;
        this.deliveries = deliveries;
        this.snapshots = snapshots;
        this.config = config;
    }

    void expire(Sweep sweep) {
        sweep.failures().attempt("snapshots", () -> expireSnapshots(sweep));
        for (var tenant : tenants.list()) {
            sweep.failures().attempt("values of " + tenant.id(), () -> expireValues(tenant, sweep));
            sweep.failures().attempt("deliveries of " + tenant.id(), () -> expireDeliveries(tenant, sweep));
        }
    }

    private void expireSnapshots(Sweep sweep) {
        var count = sweep.dryRun() ? snapshots.countExpired(sweep.now()) : snapshots.expire(sweep.now());
        sweep.expired().add("snapshot", count);
    }

    /** Nothing that is kept has them any more, so there is room for others. */
    private void expireValues(KeptTenant tenant, Sweep sweep) {
        var seenBefore = LocalDate.ofInstant(sweep.of(tenant.tier()).day(), ZoneOffset.UTC);
        var count = sweep.dryRun()
                ? values.count(tenant.id(), seenBefore)
                : OldRecords.repeat(() -> values.freeBatch(tenant.id(), seenBefore, config.batchSize()));
        sweep.expired().add("dimension_value", count);
    }

    private void expireDeliveries(KeptTenant tenant, Sweep sweep) {
        var before = sweep.now().minus(config.deliveries());
        var count = sweep.dryRun()
                ? deliveries.count(tenant.id(), before)
                : OldRecords.repeat(() -> deliveries.deleteBatch(tenant.id(), before, config.batchSize()));
        sweep.expired().add("delivery", count);
    }
}
