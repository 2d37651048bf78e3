package io.tidemark.platform.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.telemetry.RequestSpan;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDirectory;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Authenticates by API key. Unknown, expired and revoked keys, and those of deleted tenants, fail alike. Once key and
 * tenant are cached nothing is waited for: the request stays on its event loop.
 */
@ApplicationScoped
class ApiKeyMechanism implements HttpAuthenticationMechanism {

    private static final int BEFORE_OIDC = DEFAULT_PRIORITY + 100;

    private final ApiKeyDirectory keys;
    private final TenantDirectory tenants;

    ApiKeyMechanism(ApiKeyDirectory keys, TenantDirectory tenants) {
        this.keys = keys;
        this.tenants = tenants;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext request, IdentityProviderManager providers) {
        return switch (Credential.of(request.request().headers())) {
            case Credential.None none -> Uni.createFrom().nullItem();
            case Credential.Token token -> Uni.createFrom().nullItem();
            case Credential.Ambiguous ambiguous -> refused();
            case Credential.Key(String key) -> authenticate(key, request);
        };
    }

    private Uni<SecurityIdentity> authenticate(String key, RoutingContext request) {
        return keys.find(KeyHash.of(key)).flatMap(found -> {
            var stored = found.filter(valid -> valid.isValidAt(Instant.now()));
            return stored.isEmpty() ? refused() : authenticate(stored.get(), request);
        });
    }

    private Uni<SecurityIdentity> authenticate(StoredKey key, RoutingContext request) {
        return tenants.find(key.tenantId())
                .flatMap(tenant -> tenant.isEmpty()
                        ? refused()
                        : Uni.createFrom().item(identity(key, tenant.get(), ActingFor.header(request))));
    }

    /** A key that is told to act for another tenant than its own has no roles at all. */
    private static SecurityIdentity identity(StoredKey key, Tenant tenant, Optional<String> actingFor) {
        RequestSpan.belongsTo(tenant.id());
        var mayAct = actingFor.isEmpty() || ActingFor.isSame(actingFor.get(), tenant.id());
        return QuarkusSecurityIdentity.builder()
                .setPrincipal(new QuarkusPrincipal("api-key:" + key.id()))
                .addRoles(mayAct ? key.roles() : Set.of())
                .addAttribute(Caller.TENANT, tenant)
                .addAttribute(Caller.API_KEY, key.id())
                .build();
    }

    private static Uni<SecurityIdentity> refused() {
        return Uni.createFrom().failure(new AuthenticationFailedException());
    }

    @Override
    public int getPriority() {
        return BEFORE_OIDC;
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext request) {
        return Uni.createFrom().item(new ChallengeData(401, "WWW-Authenticate", "Bearer"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return Set.of();
    }
}
