package io.tidemark.ingest.event;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Takes events in. Bodies are read and decoded here rather than by the framework, to bound what they cost. */
@Path("/v1/events")
class EventResource {

    private final Caller caller;
    private final BodyReader bodies;
    private final Decoding decoding;
    private final IntakeService intake;

    EventResource(Caller caller, BodyReader bodies, Decoding decoding, IntakeService intake) {
        this.caller = caller;
        this.bodies = bodies;
        this.decoding = decoding;
        this.intake = intake;
    }

    @POST
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.INGEST)
    @Operation(operationId = "ingestEvents")
    public Uni<Receipt> ingest(@Context HttpServerRequest request) {
        var sender = new Sender(caller.tenant(), caller.roles().contains(Roles.BACKFILL));
        var format = MediaTypes.format(request.getHeader(HttpHeaders.CONTENT_TYPE));
        return bodies.read(request)
                .flatMap(body -> decoding.decode(body, format, sender))
                .flatMap(batch -> intake.take(sender.tenant(), batch, decision -> decision.headers(EventLimit.POLICY)
                        .forEach(request.response()::putHeader)));
    }
}
