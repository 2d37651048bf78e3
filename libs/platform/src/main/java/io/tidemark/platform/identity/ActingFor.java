package io.tidemark.platform.identity;

import io.tidemark.platform.problem.ProblemException;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.UUID;

/** The header by which a platform administrator names the tenant to act for. */
final class ActingFor {

    private static final String HEADER = "X-Tenant-Id";

    private ActingFor() {}

    static Optional<String> header(RoutingContext request) {
        return Optional.ofNullable(request.request().getHeader(HEADER));
    }

    static boolean isSame(String header, UUID tenant) {
        return header.equalsIgnoreCase(tenant.toString());
    }

    /**
     * The tenant named.
     *
     * @throws ProblemException 400 if the header is no UUID
     */
    static UUID parse(String header) {
        return TenantIds.parse(header)
                .orElseThrow(() -> ProblemException.invalid(HEADER, "must be the id of a tenant"));
    }
}
