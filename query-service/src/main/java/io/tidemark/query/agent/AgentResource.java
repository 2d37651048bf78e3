package io.tidemark.query.agent;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.text.PlainText;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/v1/agents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Agents")
class AgentResource {

    private static final UUID NIL = new UUID(0, 0);

    private final AgentRepository repository;
    private final Caller caller;

    AgentResource(AgentRepository repository, Caller caller) {
        this.repository = repository;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listAgents", summary = "The tenant's agents, by name")
    public Uni<Page<Agent>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var values = cursor == null ? null : Cursor.decode(cursor, 2);
        var afterName = values == null ? null : values.get(0);
        var afterId = values == null ? null : idOf(values.get(1));
        return repository
                .list(caller.tenant().id(), afterName, afterId, limit + 1)
                .map(found -> Page.of(
                        found, limit, last -> List.of(last.name(), last.id().toString())));
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "createAgent",
            summary = "Register an agent before its first event",
            description = "Agents also register themselves by their events.")
    @APIResponseSchema(value = Agent.class, responseCode = "201", responseDescription = "The agent")
    public Uni<RestResponse<Agent>> create(@NotNull @Valid NewAgent agent) {
        if (NIL.equals(agent.id())) {
            throw ProblemException.invalid("id", "must not be the nil UUID");
        }
        var id = agent.id() == null ? UUID.randomUUID() : agent.id();
        return repository
                .insert(caller.act(Action.AGENT_CREATED, id), id, agent.name())
                .map(created -> created.map(AgentResource::created)
                        .orElseThrow(
                                () -> ProblemException.of(ProblemType.CONFLICT, "There is an agent with this id.")));
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getAgent", summary = "One agent")
    public Uni<RestResponse<Agent>> get(@RestPath UUID id) {
        return repository
                .find(caller.tenant().id(), id)
                .map(found -> withVersion(found.orElseThrow(AgentResource::notFound)));
    }

    @PATCH
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "renameAgent",
            summary = "Rename an agent",
            description = "A newer event that carries another name renames it again.")
    public Uni<RestResponse<Agent>> rename(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid NewName change) {
        var expected = IfMatch.required(ifMatch);
        return repository
                .rename(caller.act(Action.AGENT_RENAMED, id), id, expected, change.name())
                .flatMap(renamed -> renamed.map(agent -> Uni.createFrom().item(withVersion(agent)))
                        .orElseGet(() -> refused(id)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "deleteAgent",
            summary = "Remove an agent from the lists",
            description = "Its past activity and every total stay, under its name.")
    @APIResponse(responseCode = "204", description = "Removed")
    public Uni<Void> delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return repository
                .delete(caller.act(Action.AGENT_DELETED, id), id, IfMatch.optional(ifMatch))
                .flatMap(existed -> existed ? Uni.createFrom().voidItem() : refused(id));
    }

    /** 412 if it is there after all, else 404. */
    private <T> Uni<T> refused(UUID id) {
        return repository.find(caller.tenant().id(), id).map(found -> {
            throw found.isPresent() ? Version.mismatch() : notFound();
        });
    }

    private static UUID idOf(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Cursor.malformed();
        }
    }

    private static RestResponse<Agent> created(Agent agent) {
        return RestResponse.ResponseBuilder.<Agent>create(RestResponse.Status.CREATED)
                .entity(agent)
                .location(URI.create("/v1/agents/" + agent.id()))
                .header(HttpHeaders.ETAG, agent.version().etag())
                .build();
    }

    private static RestResponse<Agent> withVersion(Agent agent) {
        return RestResponse.ResponseBuilder.ok(agent)
                .header(HttpHeaders.ETAG, agent.version().etag())
                .build();
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.AGENT_NOT_FOUND, "There is no such agent.");
    }

    record NewAgent(
            @Schema(description = "The UUID that events will carry; made up if absent") @Nullable
            UUID id,

            @NotBlank @Size(max = 256) @PlainText String name) {}

    record NewName(@NotBlank @Size(max = 256) @PlainText String name) {}
}
