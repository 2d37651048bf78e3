package io.tidemark.aggregation.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Values of dimensions: nothing that is kept has them any more, so there is room for others. */
@ApplicationScoped
class OldValues {

    private final KeptTenantRepository tenants;
    private final OldValueRepository values;
    private final RetentionConfig config;

    OldValues(KeptTenantRepository tenants, OldValueRepository values, RetentionConfig config) {
        this.tenants = tenants;
        this.values = values;
        this.config = config;
    }

    void expire(Sweep sweep) {
        for (var tenant : tenants.list()) {
            sweep.failures().attempt("values of " + tenant.id(), () -> expire(tenant, sweep));
        }
    }

    private void expire(KeptTenant tenant, Sweep sweep) {
        var seenBefore = LocalDate.ofInstant(sweep.of(tenant.tier()).day(), ZoneOffset.UTC);
        var count = sweep.dryRun()
                ? values.count(tenant.id(), seenBefore)
                : OldRecords.repeat(() -> values.freeBatch(tenant.id(), seenBefore, config.batchSize()));
        sweep.expired().add("dimension_value", count);
    }
}
