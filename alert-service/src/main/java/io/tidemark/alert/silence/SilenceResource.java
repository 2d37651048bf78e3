package io.tidemark.alert.silence;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.tidemark.alert.reminder.RemindsOfChannels;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Tagged;
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
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
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

/** Silences over HTTP. */
@Path("/v1/silences")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Silences")
@RemindsOfChannels
class SilenceResource {

    private final SilenceRepository repository;
    private final Caller caller;
    private final CurrentIdentityAssociation identity;
    private final InstantSource clock;

    SilenceResource(
            SilenceRepository repository, Caller caller, CurrentIdentityAssociation identity, InstantSource clock) {
        this.repository = repository;
        this.caller = caller;
        this.identity = identity;
        this.clock = clock;
    }

    @GET
    @ReadLimited
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listSilences", summary = "The tenant's silences, the latest first")
    public Uni<Page<Silence>> list(
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit, @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : Cursor.decode(cursor, 2);
        return repository
                .list(
                        tenant(),
                        after == null ? null : instant(after.getFirst()),
                        after == null ? null : uuid(after.getLast()),
                        limit + 1)
                .map(found -> Page.of(
                        found,
                        limit,
                        last -> List.of(last.createdAt().toString(), last.id().toString())));
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "createSilence",
            summary = "Silence a rule, those with some labels, or all",
            description = "Events are still logged. What is still wrong afterwards is said then.")
    @APIResponseSchema(value = Silence.class, responseCode = "201", responseDescription = "The silence")
    public Uni<RestResponse<Silence>> create(@NotNull @Valid SilenceRequest silence) {
        var name = identity.getIdentity().getPrincipal().getName();
        return repository
                .insert(
                        caller.act(Action.SILENCE_CREATED, ""),
                        silence.from(clock.instant()),
                        silence.endsAt(),
                        silence.definition(),
                        name)
                .map(SilenceResource::created);
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getSilence", summary = "One silence")
    @APIResponseSchema(Silence.class)
    public Uni<RestResponse<Silence>> get(@RestPath UUID id) {
        return repository.find(tenant(), id).map(found -> withVersion(found.orElseThrow(SilenceResource::notFound)));
    }

    @PUT
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "replaceSilence",
            summary = "Replace a silence",
            description = "An end in the past ends it.")
    @APIResponseSchema(Silence.class)
    public Uni<RestResponse<Silence>> replace(
            @RestPath UUID id,
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
            @NotNull @Valid SilenceRequest silence) {
        var expected = IfMatch.required(ifMatch);
        var act = caller.act(Action.SILENCE_REPLACED, id);
        return repository
                .update(act, id, expected, silence.from(clock.instant()), silence.endsAt(), silence.definition())
                .flatMap(updated -> updated.map(saved -> Uni.createFrom().item(withVersion(saved)))
                        .orElseGet(() -> refused(id)));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.EDITOR)
    @Operation(operationId = "deleteSilence", summary = "Delete a silence")
    @APIResponse(responseCode = "204", description = "Deleted")
    public Uni<Void> delete(@RestPath UUID id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
        return repository
                .delete(caller.act(Action.SILENCE_DELETED, id), id, IfMatch.optional(ifMatch))
                .flatMap(existed -> existed ? Uni.createFrom().voidItem() : refused(id));
    }

    /** 412 if it is there after all, else 404. */
    private <T> Uni<T> refused(UUID id) {
        return repository.find(tenant(), id).map(found -> {
            throw found.isPresent() ? Version.mismatch() : notFound();
        });
    }

    private UUID tenant() {
        return caller.tenant().id();
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw Cursor.malformed();
        }
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Cursor.malformed();
        }
    }

    private static RestResponse<Silence> created(Silence silence) {
        return Tagged.created(silence, silence.version(), "/v1/silences/" + silence.id());
    }

    private static RestResponse<Silence> withVersion(Silence silence) {
        return Tagged.ok(silence, silence.version());
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.SILENCE_NOT_FOUND, "The tenant has no silence with this id.");
    }
}
