package io.tidemark.platform.tenancy;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.cache.FreshCache;
import io.tidemark.platform.cache.Freshness;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** Tenants by id, as they were at most two seconds ago; deleted ones are absent. */
@ApplicationScoped
public class TenantDirectory {

    private final FreshCache<UUID, Tenant> tenants;

    TenantDirectory(TenantRepository repository) {
        this.tenants = new FreshCache<>(Freshness.CREDENTIALS, repository::find);
    }

    public Uni<Optional<Tenant>> find(UUID id) {
        return tenants.get(id);
    }
}
