package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

@Path("/v1/webhooks/{id}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
class DeliveryResource {

    private static final int MOST_REPLAYED = 1000;

    private final DeliveryRepository repository;
    private final ReplayRepository replays;
    private final Caller caller;

    DeliveryResource(DeliveryRepository repository, ReplayRepository replays, Caller caller) {
        this.repository = repository;
        this.replays = replays;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "listDeliveries", summary = "What was or will be sent, newest first")
    public Uni<Page<Delivery>> list(
            @RestPath UUID id,
            @RestQuery @Nullable String status,
            @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit,
            @RestQuery @Nullable String cursor) {
        var before = cursor == null ? null : position(cursor);
        var wanted = status == null ? null : DeliveryStatus.parse(status);
        var tenant = tenant();
        return existing(tenant, id)
                .flatMap(exists -> repository.list(tenant, id, before, wanted, limit + 1))
                .map(found -> Page.of(found, limit, last -> List.of(last.id().toString())));
    }

    @GET
    @ReadLimited
    @Path("/{deliveryId}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getDelivery", summary = "One delivery with its attempts")
    public Uni<Delivery> get(@RestPath UUID id, @RestPath UUID deliveryId) {
        return repository.find(tenant(), id, deliveryId).map(found -> found.orElseThrow(DeliveryResource::notFound));
    }

    @POST
    @Path("/{deliveryId}/replay")
    @RolesAllowed(Roles.EDITOR)
    @ResponseStatus(202)
    @Operation(
            operationId = "replayDelivery",
            summary = "Send a delivery once more",
            description = "With the same id and body. One that waits is sent now.")
    @APIResponseSchema(value = Delivery.class, responseCode = "202", responseDescription = "Queued")
    public Uni<Delivery> replay(@RestPath UUID id, @RestPath UUID deliveryId) {
        var tenant = tenant();
        return repository
                .find(tenant, id, deliveryId)
                .map(found -> found.orElseThrow(DeliveryResource::notFound))
                .flatMap(found -> replays.replay(tenant, id, deliveryId))
                .flatMap(queued -> repository.find(tenant, id, deliveryId))
                .map(found -> found.orElseThrow(DeliveryResource::notFound));
    }

    @POST
    @Path("/replay")
    @RolesAllowed(Roles.EDITOR)
    @ResponseStatus(202)
    @Operation(
            operationId = "replayDeliveries",
            summary = "Send all deliveries of a range once more",
            description = "With the same ids and bodies, oldest first, up to a thousand in one go.")
    @APIResponseSchema(value = Replay.Replayed.class, responseCode = "202", responseDescription = "Queued")
    public Uni<Replay.Replayed> replayRange(@RestPath UUID id, @NotNull @Valid Replay replay) {
        if (!replay.from().isBefore(replay.to())) {
            throw ProblemException.invalid("to", "must be after from");
        }
        var status = replay.status() == null ? null : DeliveryStatus.parse(replay.status());
        var tenant = tenant();
        return existing(tenant, id)
                .flatMap(exists -> replays.replay(tenant, id, replay.from(), replay.to(), status, MOST_REPLAYED))
                .map(count -> new Replay.Replayed(count, count == MOST_REPLAYED));
    }

    private Uni<Void> existing(UUID tenant, UUID webhook) {
        return repository.hasWebhook(tenant, webhook).map(exists -> {
            if (!exists) {
                throw ProblemException.of(ProblemType.NOT_FOUND, "The tenant has no webhook with this id.");
            }
            return null;
        });
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

    private static ProblemException notFound() {
        return ProblemException.of(ProblemType.NOT_FOUND, "The webhook has no delivery with this id.");
    }
}
