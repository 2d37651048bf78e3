package io.tidemark.platform.identity;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.problem.Outage;
import io.tidemark.platform.tenancy.Tenant;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the credential of a request permits by now, for answers that outlast it: a token expires, a key is revoked. */
@ApplicationScoped
public class Standing {

    private final HttpAuthenticator authenticator;

    Standing(HttpAuthenticator authenticator) {
        this.authenticator = authenticator;
    }

    /**
     * The tenant for which the sender of the request acts with that role.
     *
     * @return empty once it may not any more; fails while the database is away and nobody knows
     */
    public Uni<Optional<Permission>> find(RoutingContext request, String role) {
        return authenticator
                .attemptAuthentication(request)
                .map(identity -> permission(identity, role))
                .onFailure(failure -> failure instanceof AuthenticationFailedException && !Outage.causes(failure))
                .recoverWithItem(Optional.empty());
    }

    private static Optional<Permission> permission(@Nullable SecurityIdentity identity, String role) {
        return Optional.ofNullable(identity)
                .filter(known -> known.hasRole(role))
                .flatMap(known -> Optional.ofNullable(known.<Tenant>getAttribute(Caller.TENANT))
                        .map(tenant -> new Permission(
                                tenant, Optional.ofNullable(known.<Set<String>>getAttribute(Caller.TEAMS)))));
    }

    /** The tenant that may be read, and the groups of routes that the reading is narrowed to, if it is. */
    public record Permission(Tenant tenant, Optional<Set<String>> teams) {}
}
