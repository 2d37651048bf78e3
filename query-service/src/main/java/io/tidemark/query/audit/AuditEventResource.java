package io.tidemark.query.audit;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.text.PlainText;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/audit-events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit log")
@RolesAllowed({Roles.TENANT_ADMIN, Roles.PLATFORM_ADMIN})
class AuditEventResource {

    /** PostgreSQL's calendar ends before Java's does. */
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final AuditEventRepository repository;
    private final Caller caller;

    AuditEventResource(AuditEventRepository repository, Caller caller) {
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @Operation(
            operationId = "listAuditEvents",
            summary = "Who did what, the latest first",
            description = "Administrative actions: on tenants, API keys, agents, saved queries, API definitions, alert"
                    + " rules, silences and webhooks, and exports. A platform administrator who names no tenant sees"
                    + " those of all.")
    public Uni<Page<AuditEvent>> list(
            @Parameter(description = "Not before this time", schema = @Schema(implementation = String.class))
                    @RestQuery
                    @Nullable
                    String from,
            @Parameter(description = "Before this time", schema = @Schema(implementation = String.class))
                    @RestQuery
                    @Nullable
                    String to,
            @Parameter(description = "Such as `apiKey.revoked`") @RestQuery @Nullable String action,
            @RestQuery @Nullable @Size(max = 256) @PlainText String actor,
            @RestQuery @Nullable @Size(max = 256) @PlainText String target,
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit,
            @RestQuery @Nullable String cursor) {
        var query = new AuditQuery(time("from", from), time("to", to), action(action), actor, target);
        var before = AuditPosition.parse(cursor);
        return caller.findTenant()
                .map(tenant -> repository.list(tenant.id(), query, before, limit + 1))
                .orElseGet(() -> repository.listOfAllTenants(query, before, limit + 1))
                .map(found -> Page.of(found, limit, AuditPosition::of));
    }

    private static @Nullable String action(@Nullable String code) {
        if (code != null && Action.find(code).isEmpty()) {
            throw ProblemException.invalid("action", "is not known");
        }
        return code;
    }

    private static @Nullable Instant time(String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            if (!time.isBefore(Instant.EPOCH) && !time.isAfter(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        throw ProblemException.invalid(field, "must be a time such as 2026-01-31T12:00:00Z");
    }
}
