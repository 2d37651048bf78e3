package io.tidemark.alert.rule;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.reminder.RemindsOfChannels;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Tagged;
import io.tidemark.platform.version.Version;
import jakarta.annotation.security.RolesAllowed;
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

/** Alert rules over HTTP. */
@Path("/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@RemindsOfChannels
class AlertResource {

    private final RuleStoreRepository rules;
    private final Drafts drafts;
    private final Caller caller;

    AlertResource(RuleStoreRepository rules, Drafts drafts, Caller caller) {
        this.rules = rules;
        this.drafts = drafts;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listAlerts", summary = "The tenant's alert rules, by name")
    public Uni<Page<RuleView>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : Cursor.decode(cursor, 1).getFirst();
        return rules.list(tenant(), after, limit + 1)
                .map(found -> found.stream().map(RuleView::of).toList())
                .map(found -> Page.of(found, limit, last -> List.of(last.name())));
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "createAlert",
            summary = "Create an alert rule",
            description = "It is evaluated at once, and then once per interval.")
    @APIResponseSchema(value = RuleView.class, responseCode = "201", responseDescription = "The rule")
    @APIResponse(responseCode = "409", description = "There is a rule with this name")
    public Uni<RestResponse<RuleView>> create(@NotNull RuleRequest rule) {
        var tenant = caller.tenant();
        var act = caller.act(Action.ALERT_CREATED, "");
        return drafts.read(tenant, rule)
                .flatMap(draft -> rules.create(tenant, draft, act))
                .map(AlertResource::created);
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getAlert", summary = "One alert rule, and where its series stand")
    @APIResponseSchema(RuleView.class)
    public Uni<RestResponse<RuleView>> get(@RestPath UUID id) {
        return rules.findWithStatus(tenant(), id)
                .map(found -> found.orElseThrow(RuleStoreRepository::notFound))
                .map(AlertResource::withVersion);
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "replaceAlert",
            summary = "Replace an alert rule",
            description = "If its conditions or window change, or it is paused, what it announced is resolved.")
    @APIResponseSchema(RuleView.class)
    @APIResponse(responseCode = "409", description = "There is another rule with this name")
    public Uni<RestResponse<RuleView>> replace(
            @RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, @NotNull RuleRequest rule) {
        var expected = IfMatch.required(ifMatch);
        var tenant = caller.tenant();
        var act = caller.act(Action.ALERT_REPLACED, id);
        return drafts.read(tenant, rule)
                .flatMap(draft -> rules.replace(act, id, expected, draft))
                .map(replaced -> withVersion(RuleView.of(replaced)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "deleteAlert",
            summary = "Delete an alert rule",
            description = "What it announced is resolved; its events stay.")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return rules.delete(caller.act(Action.ALERT_DELETED, id), id, IfMatch.optional(ifMatch));
    }

    private UUID tenant() {
        return caller.tenant().id();
    }

    private static RestResponse<RuleView> created(Rule rule) {
        return Tagged.created(RuleView.of(rule), rule.version(), "/v1/alerts/" + rule.id());
    }

    private static RestResponse<RuleView> withVersion(RuleView rule) {
        return Tagged.ok(rule, new Version(rule.version()));
    }
}
