package io.tidemark.platform.identity;

import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityUtils;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.telemetry.RequestSpan;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/**
 * Gives a verified token its tenant and the roles it has there. A token without a tenant, or whose tenant does not
 * exist, keeps no role but the platform administrator's: it is authenticated, and everything answers 403. Whoever it
 * acts for, its own {@code teams} narrow what it reads.
 */
@ApplicationScoped
class TokenAugmentor implements SecurityIdentityAugmentor {

    private static final String TENANT_CLAIM = "tenant_id";

    private final TenantDirectory tenants;

    TokenAugmentor(TenantDirectory tenants) {
        this.tenants = tenants;
    }

    @Override
    public Uni<SecurityIdentity> augment(SecurityIdentity identity, AuthenticationRequestContext context) {
        return augment(identity, context, Map.of());
    }

    @Override
    public Uni<SecurityIdentity> augment(
            SecurityIdentity identity, AuthenticationRequestContext context, Map<String, Object> attributes) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)) {
            return Uni.createFrom().item(identity);
        }
        var request = HttpSecurityUtils.getRoutingContextAttribute(attributes);
        var actingFor = request == null ? Optional.<String>empty() : ActingFor.header(request);
        var own = TenantIds.parse(token.<@Nullable Object>getClaim(TENANT_CLAIM));
        if (actingFor.isEmpty()
                || own.filter(id -> ActingFor.isSame(actingFor.get(), id)).isPresent()) {
            return own.map(tenants::find)
                    .orElseGet(() -> Uni.createFrom().item(Optional.empty()))
                    .map(tenant -> member(identity, tenant));
        }
        return isPlatformAdmin(identity)
                ? tenants.find(ActingFor.parse(actingFor.get())).map(tenant -> administrator(identity, tenant))
                : Uni.createFrom().item(identity(identity, Optional.empty(), Set.of()));
    }

    private static SecurityIdentity member(SecurityIdentity identity, Optional<Tenant> tenant) {
        return identity(identity, tenant, tenant.isEmpty() ? Set.of() : Roles.ofToken(identity.getRoles()));
    }

    private static SecurityIdentity administrator(SecurityIdentity identity, Optional<Tenant> tenant) {
        if (tenant.isEmpty()) {
            throw ProblemException.of(ProblemType.TENANT_NOT_FOUND, "X-Tenant-Id names no tenant.");
        }
        return identity(identity, tenant, Roles.ofToken(Set.of(Roles.TENANT_ADMIN)));
    }

    private static SecurityIdentity identity(SecurityIdentity verified, Optional<Tenant> tenant, Set<String> roles) {
        var granted = new HashSet<>(roles);
        if (isPlatformAdmin(verified)) {
            granted.add(Roles.PLATFORM_ADMIN);
        }
        var builder = QuarkusSecurityIdentity.builder()
                .setPrincipal(verified.getPrincipal())
                .addCredentials(verified.getCredentials())
                .addAttributes(verified.getAttributes())
                .addRoles(granted);
        tenant.ifPresent(present -> {
            RequestSpan.belongsTo(present.id());
            builder.addAttribute(Caller.TENANT, present);
        });
        if (verified.getPrincipal() instanceof JsonWebToken token) {
            Teams.of(token).ifPresent(teams -> builder.addAttribute(Caller.TEAMS, teams));
        }
        return builder.build();
    }

    private static boolean isPlatformAdmin(SecurityIdentity identity) {
        return identity.getRoles().contains(Roles.PLATFORM_ADMIN);
    }
}
