package io.tidemark.alert.log;

import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.smallrye.mutiny.Uni;
import io.tidemark.alert.reminder.RemindsOfChannels;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The log of events over HTTP. */
@Path("/v1/alert-events")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Alert events")
@RemindsOfChannels
class EventResource {

    private final EventReadRepository repository;
    private final Caller caller;
    private final CurrentIdentityAssociation identity;
    private final InstantSource clock;

    EventResource(
            EventReadRepository repository, Caller caller, CurrentIdentityAssociation identity, InstantSource clock) {
        this.repository = repository;
        this.caller = caller;
        this.identity = identity;
        this.clock = clock;
    }

    @GET
    @ReadLimited
    @Operation(operationId = "listAlertEvents", summary = "Events of the log, the latest first")
    public Uni<Page<AlertEvent>> list(
            @BeanParam EventParameters parameters,
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit,
            @RestQuery @Nullable String cursor) {
        var after = cursor == null ? null : Place.decode(cursor);
        return repository
                .list(tenant(), parameters.query(), after, limit + 1)
                .map(found -> Page.of(found, limit, Place::of));
    }

    @GET
    @ReadLimited
    @Path("/_unseen")
    @Operation(operationId = "countUnseenAlertEvents", summary = "How many events nobody has seen")
    public Uni<Unseen> unseen() {
        return repository.countUnseen(tenant()).map(Unseen::new);
    }

    @POST
    @Path("/_seen")
    @Operation(operationId = "markAllAlertEventsSeen", summary = "Mark all events as seen, or those that match")
    public Uni<Marked> markAll(@BeanParam EventParameters parameters) {
        return repository
                .markAll(tenant(), parameters.query(), clock.instant(), name())
                .map(Marked::new);
    }

    @GET
    @ReadLimited
    @Path("/{id}")
    @Operation(operationId = "getAlertEvent", summary = "One event of the log")
    public Uni<AlertEvent> get(@RestPath UUID id) {
        return repository.find(tenant(), id).map(found -> found.orElseThrow(EventResource::notFound));
    }

    @PUT
    @Path("/{id}/seen")
    @Operation(operationId = "markAlertEventSeen", summary = "Mark an event as seen")
    public Uni<AlertEvent> markSeen(@RestPath UUID id) {
        return repository
                .mark(tenant(), id, clock.instant(), name())
                .map(found -> found.orElseThrow(EventResource::notFound));
    }

    @DELETE
    @Path("/{id}/seen")
    @Operation(operationId = "markAlertEventUnseen", summary = "Mark an event as not seen")
    public Uni<AlertEvent> markUnseen(@RestPath UUID id) {
        return repository.mark(tenant(), id, null, null).map(found -> found.orElseThrow(EventResource::notFound));
    }

    private UUID tenant() {
        return caller.tenant().id();
    }

    private String name() {
        return identity.getIdentity().getPrincipal().getName();
    }

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.ALERT_EVENT_NOT_FOUND, "The tenant's log has no event with this id.");
    }
}
