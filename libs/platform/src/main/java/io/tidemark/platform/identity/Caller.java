package io.tidemark.platform.identity;

import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.tenancy.Tenant;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who sent the current request. Ask it in the resource method or a filter, where the role check has already
 * authenticated the request, and pass on what it says: it knows nothing outside of a request.
 */
@ApplicationScoped
public class Caller {

    static final String TENANT = "tidemark.tenant";
    static final String API_KEY = "tidemark.api-key";
    static final String TEAMS = "tidemark.teams";

    private final CurrentIdentityAssociation current;

    Caller(CurrentIdentityAssociation current) {
        this.current = current;
    }

    /**
     * The tenant for which the caller acts.
     *
     * @throws ForbiddenException if it acts for none: a platform administrator who named none
     */
    public Tenant tenant() {
        return findTenant().orElseThrow(ForbiddenException::new);
    }

    public Optional<Tenant> findTenant() {
        return Optional.ofNullable(current.getIdentity().<Tenant>getAttribute(TENANT));
    }

    /** The API key, if the caller came with one rather than with a token. */
    public Optional<UUID> apiKeyId() {
        return Optional.ofNullable(current.getIdentity().<UUID>getAttribute(API_KEY));
    }

    /**
     * The groups of routes whose events the caller may read; empty if it may read those of all. Every answer about
     * events must be narrowed to them: no group is no event. An API key has no teams and reads all.
     */
    public Optional<Set<String>> teams() {
        return Optional.ofNullable(current.getIdentity().<Set<String>>getAttribute(TEAMS));
    }

    public Set<String> roles() {
        return current.getIdentity().getRoles();
    }

    /** What the caller is about to do for its tenant, for the audit log. */
    public Act act(Action action, Object target) {
        return act(tenant().id(), action, target);
    }

    /** What the caller is about to do for a tenant that need not be its own. */
    public Act act(UUID tenant, Action action, Object target) {
        var principal = current.getIdentity().getPrincipal();
        var actor = principal instanceof JsonWebToken token && token.getSubject() != null
                ? token.getSubject()
                : principal.getName();
        var platform = roles().contains(Roles.PLATFORM_ADMIN);
        return new Act(tenant, actor, apiKeyId().orElse(null), platform, action, target.toString());
    }

    /** Whether the tenant is the caller's own, or the caller administers the platform. */
    public boolean mayAdminister(UUID tenant) {
        return roles().contains(Roles.PLATFORM_ADMIN)
                || findTenant().map(own -> own.id().equals(tenant)).orElse(false);
    }
}
