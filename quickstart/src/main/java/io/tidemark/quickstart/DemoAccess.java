package io.tidemark.quickstart;

import io.tidemark.quickstart.backend.OidcProvider;
import io.tidemark.quickstart.install.DataDirectory;
import io.tidemark.quickstart.install.DemoFile;
import io.tidemark.quickstart.install.DemoTenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Keeps {@code demo.json} true: process ids as they are, and tokens that have most of their life before them. */
final class DemoAccess {

    private final String baseUrl;
    private final DataDirectory directory;
    private final OidcProvider oidc;
    private final List<DemoTenant> tenants;
    private final Supplier<Map<String, Long>> pids;

    DemoAccess(
            String baseUrl,
            DataDirectory directory,
            OidcProvider oidc,
            List<DemoTenant> tenants,
            Supplier<Map<String, Long>> pids) {
        this.baseUrl = baseUrl;
        this.directory = directory;
        this.oidc = oidc;
        this.tenants = List.copyOf(tenants);
        this.pids = pids;
    }

    /** Writes the file anew, with new tokens. */
    synchronized void write() {
        var access = tenants.stream().map(this::access).toList();
        var admin = new DemoFile.PlatformAdmin(oidc.platformAdminToken());
        try {
            new DemoFile(baseUrl, access, admin, pids.get()).write(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DemoFile.TenantAccess access(DemoTenant tenant) {
        return new DemoFile.TenantAccess(
                tenant.id(),
                tenant.slug(),
                tenant.tier(),
                tenant.apiKey(),
                oidc.tenantAdminToken(tenant.id(), tenant.slug()));
    }
}
