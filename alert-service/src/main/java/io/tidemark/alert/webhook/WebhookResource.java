package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Tagged;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
class WebhookResource {

    private final Webhooks webhooks;
    private final WebhookRepository repository;
    private final Caller caller;

    WebhookResource(Webhooks webhooks, WebhookRepository repository, Caller caller) {
        this.webhooks = webhooks;
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listWebhooks", summary = "The tenant's webhooks, oldest first")
    public Uni<Page<Webhook>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : position(cursor);
        return repository
                .list(tenant(), after, limit + 1)
                .map(found -> found.stream().map(shownTo()).toList())
                .map(found -> Page.of(found, limit, last -> List.of(last.id().toString())));
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "createWebhook",
            summary = "Add a webhook or a mailbox",
            description = "The answer holds the secret that signs; it is not shown again.")
    @APIResponseSchema(value = Webhook.class, responseCode = "201", responseDescription = "The webhook")
    public Uni<RestResponse<Webhook>> create(@NotNull @Valid WebhookRequest webhook) {
        return webhooks.create(caller.act(Action.WEBHOOK_CREATED, ""), webhook).map(WebhookResource::created);
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getWebhook", summary = "One webhook")
    @APIResponseSchema(Webhook.class)
    public Uni<RestResponse<Webhook>> get(@RestPath UUID id) {
        var shown = shownTo();
        return repository
                .find(tenant(), id)
                .map(found -> withVersion(shown.apply(found.orElseThrow(Webhooks::notFound))));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "replaceWebhook",
            summary = "Replace all of a webhook but its id, channel and secret",
            description = "One that was disabled works again once `enabled` is true.")
    @APIResponseSchema(Webhook.class)
    public Uni<RestResponse<Webhook>> replace(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid WebhookRequest webhook) {
        var expected = IfMatch.required(ifMatch);
        return webhooks.replace(caller.act(Action.WEBHOOK_REPLACED, id), id, expected, webhook)
                .map(WebhookResource::withVersion);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "deleteWebhook", summary = "Delete a webhook with its deliveries, waiting ones too")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        var expected = IfMatch.optional(ifMatch);
        return webhooks.delete(caller.act(Action.WEBHOOK_DELETED, id), id, expected);
    }

    @POST
    @Path("/{id}/rotate-secret")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "rotateWebhookSecret",
            summary = "Replace the secret",
            description = "For the overlap both secrets sign, so that a receiver can change over when it suits.")
    @APIResponseSchema(Rotation.class)
    public Uni<Rotation> rotate(
            @RestPath UUID id, @RequestBody(required = false) @Valid Rotation.@Nullable Request rotation) {
        var wanted = Optional.ofNullable(rotation).orElseGet(() -> new Rotation.Request(null, null));
        return webhooks.rotate(caller.act(Action.WEBHOOK_SECRET_ROTATED, id), id, wanted);
    }

    private UnaryOperator<Webhook> shownTo() {
        return caller.roles().contains(Roles.EDITOR) ? webhook -> webhook : Webhook::masked;
    }

    private UUID tenant() {
        return caller.tenant().id();
    }

    private static UUID position(String cursor) {
        try {
            return UUID.fromString(Cursor.decode(cursor, 1).getFirst());
        } catch (IllegalArgumentException _) {
            throw Cursor.malformed();
        }
    }

    /** Holds the secret, so it is nobody's to keep on the way. */
    private static RestResponse<Webhook> created(Webhook webhook) {
        var answer = Tagged.created(webhook, webhook.version(), "/v1/webhooks/" + webhook.id());
        answer.getHeaders().putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        return answer;
    }

    private static RestResponse<Webhook> withVersion(Webhook webhook) {
        return Tagged.ok(webhook, webhook.version());
    }
}
