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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes events in. Bodies are read and decoded here rather than by the framework, to bound what they cost. */
@Path(EventResource.PATH)
@Tag(name = "Events")
class EventResource {

    static final String PATH = "/v1/events";

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
    @Operation(
            operationId = "ingestEvents",
            summary = "Send events",
            description = "Answers after the commit. One bad event never sinks its batch: it is named in the answer.")
    @APIResponse(responseCode = "400", description = "The body as a whole cannot be read")
    @APIResponse(responseCode = "413", description = "Too many bytes or events")
    @APIResponse(responseCode = "415", description = "A media type or content coding that is not taken")
    @APIResponse(responseCode = "429", description = "Over the tier's events per second; see Retry-After")
    @APIResponse(responseCode = "503", description = "Send again, what was stored counts once; see Retry-After")
    @APIResponseSchema(value = Receipt.class, responseDescription = "What became of each event")
    public Uni<Receipt> ingest(@Context HttpServerRequest request) {
        var sender = new Sender(caller.tenant(), caller.roles().contains(Roles.BACKFILL));
        var format = MediaTypes.format(request.getHeader(HttpHeaders.CONTENT_TYPE));
        return bodies.read(request, sender.tenant().id())
                .flatMap(body -> decoding.decode(body, format, sender))
                .flatMap(batch -> intake.take(sender.tenant(), batch, decision -> decision.headers(EventLimit.POLICY)
                        .forEach(request.response()::putHeader)));
    }
}
