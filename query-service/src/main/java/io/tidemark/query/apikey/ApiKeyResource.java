package io.tidemark.query.apikey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.ApiKeys;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.text.PlainText;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Tagged;
import io.tidemark.platform.version.Version;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
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
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "API keys")
@RolesAllowed(Roles.TENANT_ADMIN)
class ApiKeyResource {

    private static final Duration OVERLAP = Duration.ofHours(24);
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final ApiKeyRepository repository;
    private final Caller caller;

    ApiKeyResource(ApiKeyRepository repository, Caller caller) {
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @Operation(
            operationId = "listApiKeys",
            summary = "The tenant's keys, oldest first, expired and revoked ones included")
    public Uni<Page<ApiKey>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var after = ListPosition.parse(cursor);
        return repository
                .list(caller.tenant().id(), after.created(), after.id(), limit + 1)
                .map(found -> Page.of(found, limit, ListPosition::after));
    }

    @POST
    @Operation(
            operationId = "createApiKey",
            summary = "A new key",
            description = "The answer alone holds the key; only its hash is stored.")
    @APIResponseSchema(value = IssuedKey.class, responseCode = "201", responseDescription = "The key")
    public Uni<RestResponse<IssuedKey>> create(@NotNull @Valid KeyRequest request) {
        var secret = ApiKeys.generate();
        var key = NewKey.of(secret, request.name(), List.copyOf(request.scopes()), request.expiresAt());
        return repository
                .insert(caller.act(Action.API_KEY_CREATED, key.id()), key)
                .map(stored -> issued(stored, secret));
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @Operation(operationId = "getApiKey", summary = "One key, without its secret")
    @APIResponseSchema(ApiKey.class)
    public Uni<RestResponse<ApiKey>> get(@RestPath UUID id) {
        return repository
                .find(caller.tenant().id(), id)
                .map(found -> withVersion(found.orElseThrow(ApiKeyResource::notFound)));
    }

    @PATCH
    @Path("/{id}")
    @Operation(operationId = "renameApiKey", summary = "Rename a key", description = "Its scopes and expiry are fixed.")
    @APIResponseSchema(ApiKey.class)
    public Uni<RestResponse<ApiKey>> rename(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid NewName change) {
        return repository
                .rename(caller.act(Action.API_KEY_RENAMED, id), id, IfMatch.required(ifMatch), change.name())
                .flatMap(renamed -> renamed.map(key -> Uni.createFrom().item(withVersion(key)))
                        .orElseGet(() -> refused(id)));
    }

    @POST
    @Path("/{id}/rotate")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "rotateApiKey",
            summary = "Replace a key",
            description =
                    "The successor has its name and scopes; the old key stays valid for the overlap, a day by default.")
    @APIResponseSchema(value = IssuedKey.class, responseCode = "201", responseDescription = "The successor")
    public Uni<RestResponse<IssuedKey>> rotate(
            @RestPath UUID id, @RequestBody(required = false) @Nullable @Valid Rotation rotation) {
        var overlap = rotation == null || rotation.overlap() == null ? OVERLAP : rotation.overlap();
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw ProblemException.invalid("overlap", "must be between PT0S and P30D");
        }
        var secret = ApiKeys.generate();
        var successor = NewKey.of(secret, "", List.of(), rotation == null ? null : rotation.expiresAt());
        var act = caller.act(Action.API_KEY_ROTATED, id);
        return repository.rotate(act, id, overlap, successor).flatMap(stored -> stored.map(
                        key -> Uni.createFrom().item(issued(key, secret)))
                .orElseGet(() -> refused(id, ApiKeyResource::notRotatable)));
    }

    @DELETE
    @Path("/{id}")
    @Operation(operationId = "revokeApiKey", summary = "Revoke a key", description = "It stops working within seconds.")
    @APIResponse(responseCode = "204", description = "Revoked")
    public Uni<Void> revoke(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return repository
                .revoke(caller.act(Action.API_KEY_REVOKED, id), id, IfMatch.optional(ifMatch))
                .flatMap(existed -> existed ? Uni.createFrom().voidItem() : refused(id));
    }

    private <T> Uni<T> refused(UUID id) {
        return refused(id, Version::mismatch);
    }

    /** The given problem if the key is there after all, else 404. */
    private <T> Uni<T> refused(UUID id, Supplier<ProblemException> problem) {
        return repository.find(caller.tenant().id(), id).map(found -> {
            throw found.isPresent() ? problem.get() : notFound();
        });
    }

    private static RestResponse<IssuedKey> issued(ApiKey key, String secret) {
        return Tagged.created(new IssuedKey(key, secret), key.version(), "/v1/api-keys/" + key.id());
    }

    private static RestResponse<ApiKey> withVersion(ApiKey key) {
        return Tagged.ok(key, key.version());
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.API_KEY_NOT_FOUND, "There is no such key.");
    }

    private static ProblemException notRotatable() {
        return ProblemException.of(ProblemType.CONFLICT, "The key is revoked, expired or already rotated.");
    }

    record KeyRequest(
            @NotBlank @Size(max = 200) @PlainText String name,
            @NotEmpty Set<@NotNull Scope> scopes,
            @Nullable @Future Instant expiresAt) {}

    record NewName(@NotBlank @Size(max = 200) @PlainText String name) {}

    record Rotation(
            @Schema(type = SchemaType.STRING, description = "ISO 8601, PT24H by default", examples = "PT1H") @Nullable
            Duration overlap,

            @Nullable @Future Instant expiresAt) {}

    record IssuedKey(
            @JsonUnwrapped ApiKey apiKey,

            @Schema(description = "The key itself: shown here and never again", examples = "tmk_…")
            String key) {}
}
