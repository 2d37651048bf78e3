package io.tidemark.query.definition;

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
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/api-definitions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API definitions")
@ReadLimited
class ApiDefinitionResource {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final int MOST_CHARACTERS = 4 * 1024 * 1024;

    private final ApiDefinitionRepository repository;
    private final Caller caller;

    ApiDefinitionResource(ApiDefinitionRepository repository, Caller caller) {
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listApiDefinitions", summary = "The tenant's API definitions, by name")
    public Uni<Page<ApiDefinition>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : Cursor.decode(cursor, 1).getFirst();
        return repository
                .list(tenant(), after, limit + 1)
                .map(found -> Page.of(found, limit, last -> List.of(last.name())));
    }

    @GET
    @Path("/{name}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getApiDefinition", summary = "One API definition")
    @APIResponseSchema(ApiDefinition.class)
    public Uni<RestResponse<ApiDefinition>> get(@RestPath String name) {
        return repository.find(tenant(), name).map(found -> reply(found.orElseThrow(ApiDefinitionResource::notFound)));
    }

    @PUT
    @Path("/{name}")
    @RolesAllowed(Roles.EDITOR)
    @Consumes({MediaType.APPLICATION_JSON, "application/yaml", "application/x-yaml", "text/yaml"})
    @Operation(
            operationId = "putApiDefinition",
            summary = "Create or replace an API definition by an OpenAPI document",
            description = "OpenAPI 3 or Swagger 2.0 in one document, in JSON or YAML, up to 4 MiB. Kept are its title,"
                    + " the paths of its servers, and of each operation method, path, operation id, responses, and"
                    + " whether it is deprecated. With `If-Match` only that version is replaced.")
    @APIResponseSchema(value = ApiDefinition.class, responseDescription = "Replaced, or created")
    @APIResponse(responseCode = "413", description = "The document is too large")
    public Uni<RestResponse<ApiDefinition>> put(
            @RestPath String name,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @RequestBody(
                            description = "The OpenAPI document.",
                            required = true,
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(type = SchemaType.OBJECT)),
                                @Content(
                                        mediaType = "application/yaml",
                                        schema = @Schema(implementation = String.class))
                            })
                    @NotNull
                    String document) {
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid("name", "must match " + NAME.pattern());
        }
        if (document.length() > MOST_CHARACTERS) {
            throw ProblemException.of(ProblemType.PAYLOAD_TOO_LARGE, "At most 4 MiB are read.");
        }
        var expected = IfMatch.optional(ifMatch);
        return repository
                .put(caller.act(Action.API_DEFINITION_PUT, name), name, DocumentParser.parse(document), expected)
                .map(stored -> reply(stored.orElseThrow(Version::mismatch)));
    }

    @DELETE
    @Path("/{name}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "deleteApiDefinition", summary = "Delete an API definition")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath String name, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var expected = IfMatch.optional(ifMatch);
        return repository
                .delete(caller.act(Action.API_DEFINITION_DELETED, name), name, expected)
                .flatMap(existed -> existed ? Uni.createFrom().voidItem() : refused(name));
    }

    /** 412 if it is there after all, else 404. */
    private Uni<Void> refused(String name) {
        return repository.find(tenant(), name).map(found -> {
            throw found.isPresent() ? Version.mismatch() : notFound();
        });
    }

    private UUID tenant() {
        return caller.tenant().id();
    }

    private static RestResponse<ApiDefinition> reply(ApiDefinition definition) {
        return RestResponse.ResponseBuilder.ok(definition)
                .header(HttpHeaders.ETAG, definition.version().etag())
                .build();
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "The tenant has no API definition of this name.");
    }
}
