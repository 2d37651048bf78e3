package io.tidemark.query.saved;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/queries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Queries")
class SavedQueryResource {

    private final SavedQueryRepository repository;
    private final Caller caller;

    SavedQueryResource(SavedQueryRepository repository, Caller caller) {
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listQueries", summary = "The tenant's saved queries, by id")
    public Uni<Page<SavedQuery>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : Cursor.decode(cursor, 1).getFirst();
        return repository
                .list(tenant(), after, limit + 1)
                .map(found -> Page.of(found, limit, last -> List.of(last.id())));
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "createQuery",
            summary = "Save a query",
            description =
                    "It is listed by `/analytics/_schema` and asked by `/analytics/_query` like the built-in ones.")
    @APIResponseSchema(value = SavedQuery.class, responseCode = "201", responseDescription = "The query")
    @APIResponse(responseCode = "409", description = "There is a query with this id")
    public Uni<RestResponse<SavedQuery>> create(@NotNull @Valid SavedQueryRequest query) {
        var id = query.id();
        if (id == null) {
            throw ProblemException.invalid("id", "must not be null");
        }
        return repository
                .insert(caller.act(Action.QUERY_CREATED, id), id, query, query.definition(id))
                .map(created -> created.map(SavedQueryResource::created)
                        .orElseThrow(
                                () -> ProblemException.of(ProblemType.CONFLICT, "There is a query with this id.")));
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getQuery", summary = "One saved query")
    public Uni<RestResponse<SavedQuery>> get(@RestPath String id) {
        return repository.find(tenant(), id).map(found -> withVersion(found.orElseThrow(SavedQueryResource::notFound)));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "replaceQuery", summary = "Replace all of a saved query but its id")
    @APIResponseSchema(SavedQuery.class)
    public Uni<RestResponse<SavedQuery>> replace(
            @RestPath String id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid SavedQueryRequest query) {
        var expected = IfMatch.required(ifMatch);
        if (query.id() != null && !query.id().equals(id)) {
            throw ProblemException.invalid("id", "cannot be changed");
        }
        return repository
                .update(caller.act(Action.QUERY_REPLACED, id), id, expected, query, query.definition(id))
                .flatMap(updated -> updated.map(saved -> Uni.createFrom().item(withVersion(saved)))
                        .orElseGet(() -> refused(id)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "deleteQuery", summary = "Delete a saved query")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var expected = IfMatch.optional(ifMatch);
        return repository
                .delete(caller.act(Action.QUERY_DELETED, id), id, expected)
                .flatMap(existed -> existed ? Uni.createFrom().voidItem() : refused(id));
    }

    /** 412 if it is there after all, else 404. */
    private <T> Uni<T> refused(String id) {
        return repository.find(tenant(), id).map(found -> {
            throw found.isPresent() ? Version.mismatch() : notFound();
        });
    }

    private UUID tenant() {
        return caller.tenant().id();
    }

    private static RestResponse<SavedQuery> created(SavedQuery query) {
        return RestResponse.ResponseBuilder.<SavedQuery>create(RestResponse.Status.CREATED)
                .entity(query)
                .location(URI.create("/v1/queries/" + query.id()))
                .header(HttpHeaders.ETAG, query.version().etag())
                .build();
    }

    private static RestResponse<SavedQuery> withVersion(SavedQuery query) {
        return RestResponse.ResponseBuilder.ok(query)
                .header(HttpHeaders.ETAG, query.version().etag())
                .build();
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.QUERY_NOT_FOUND, "The tenant has no saved query with this id.");
    }
}
