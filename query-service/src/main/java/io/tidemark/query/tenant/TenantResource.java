package io.tidemark.query.tenant;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.text.PlainText;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.tidemark.platform.zone.ZoneName;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenants")
class TenantResource {

    private static final String HOME_ZONE = "UTC";

    private final TenantRepository repository;
    private final Caller caller;

    TenantResource(TenantRepository repository, Caller caller) {
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(operationId = "listTenants", summary = "All tenants, by slug")
    public Uni<Page<TenantEntity>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : Cursor.decode(cursor, 1).getFirst();
        return repository.list(after, limit + 1).map(found -> Page.of(found, limit, last -> List.of(last.slug())));
    }

    @POST
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(operationId = "createTenant", summary = "A new tenant")
    @APIResponseSchema(value = TenantEntity.class, responseCode = "201", responseDescription = "The tenant")
    public Uni<RestResponse<TenantEntity>> create(@NotNull @Valid NewTenant tenant) {
        var zone = tenant.timeZone() == null ? HOME_ZONE : zone(tenant.timeZone());
        var id = UUID.randomUUID();
        return repository
                .insert(caller.act(id, Action.TENANT_CREATED, id), tenant.slug(), tenant.name(), tenant.tier(), zone)
                .map(created -> created.map(TenantResource::created)
                        .orElseThrow(() -> ProblemException.of(ProblemType.CONFLICT, "The slug is taken.")));
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @RolesAllowed({Roles.PLATFORM_ADMIN, Roles.VIEWER})
    @Operation(
            operationId = "getTenant",
            summary = "One tenant: any for platform administrators, their own for its members")
    public Uni<RestResponse<TenantEntity>> get(@RestPath UUID id) {
        if (!caller.mayAdminister(id)) {
            throw notFound();
        }
        return repository.find(id).map(found -> withVersion(found.orElseThrow(TenantResource::notFound)));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @Operation(
            operationId = "updateTenant",
            summary = "Change name or tier",
            description = "A change of tier shows in answers within five seconds. Slug and time zone are fixed.")
    public Uni<RestResponse<TenantEntity>> update(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid TenantChange change) {
        var expected = IfMatch.required(ifMatch);
        return repository
                .update(caller.act(id, Action.TENANT_UPDATED, id), expected, change.name(), change.tier())
                .flatMap(updated -> updated.map(tenant -> Uni.createFrom().item(withVersion(tenant)))
                        .orElseGet(() -> refused(id)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    @ResponseStatus(202)
    @Operation(
            operationId = "deleteTenant",
            summary = "Delete a tenant with all its data",
            description = "Its credentials stop working within seconds; the job removes its rows in the background.")
    @APIResponseSchema(value = Deletion.class, responseCode = "202", responseDescription = "Deletion has begun")
    public Uni<Deletion> delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return repository
                .markDeleted(caller.act(id, Action.TENANT_DELETED, id), IfMatch.optional(ifMatch))
                .flatMap(existed -> existed ? Uni.createFrom().item(new Deletion(id, "deleting")) : refused(id));
    }

    /** 412 if it is there after all, else 404. */
    private <T> Uni<T> refused(UUID id) {
        return repository.find(id).map(found -> {
            throw found.isPresent() ? Version.mismatch() : notFound();
        });
    }

    private static String zone(String name) {
        return ZoneName.parse("timeZone", name).getId();
    }

    private static RestResponse<TenantEntity> created(TenantEntity tenant) {
        return RestResponse.ResponseBuilder.<TenantEntity>create(RestResponse.Status.CREATED)
                .entity(tenant)
                .location(URI.create("/v1/tenants/" + tenant.id()))
                .header(HttpHeaders.ETAG, tenant.version().etag())
                .build();
    }

    private static RestResponse<TenantEntity> withVersion(TenantEntity tenant) {
        return RestResponse.ResponseBuilder.ok(tenant)
                .header(HttpHeaders.ETAG, tenant.version().etag())
                .build();
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.TENANT_NOT_FOUND, "There is no such tenant.");
    }

    record NewTenant(
            @NotNull
            @Pattern(
                    regexp = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?",
                    message = "must be 1 to 63 lower-case letters, digits and inner hyphens")
            String slug,

            @NotBlank @Size(max = 200) @PlainText String name,
            @NotNull Tier tier,

            @Schema(
                    description = "IANA name of the home time zone, UTC if absent. Fixed from now on.",
                    examples = "Europe/Paris")
            @Nullable
            String timeZone) {}

    record TenantChange(
            @Nullable @Pattern(regexp = ".*\\S.*", message = "must not be blank") @Size(max = 200) @PlainText
            String name,

            @Nullable Tier tier) {}

    record Deletion(UUID id, String status) {}
}
