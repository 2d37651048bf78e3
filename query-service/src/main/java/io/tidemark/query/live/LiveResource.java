package io.tidemark.query.live;

import io.smallrye.mutiny.Multi;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.slots.Slots;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/analytics/stream")
@Tag(name = "Analytics")
@Analytics
@ReadLimited
class LiveResource {

    private static final long RECONNECT_AFTER = Duration.ofSeconds(2).toMillis();

    private final Inquiries inquiries;
    private final Viewing viewing;
    private final Slots slots;

    LiveResource(Inquiries inquiries, Viewing viewing, LiveConfig config) {
        this.inquiries = inquiries;
        this.viewing = viewing;
        this.slots = new Slots(config.viewersPerTenant(), config.viewers(), "Too many viewers at a time.");
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "streamOverview",
            summary = "The overview of a window that ends now, told again and again by server-sent events",
            description = "Events are `update`, whose data is the numbers; `unavailable` when there are none at the"
                    + " moment, with `{\"code\"}`; and `end`, the last, when the credential expires or the tenant loses"
                    + " access, with `{\"code\"}`. A comment is sent when nothing else is. When the"
                    + " service is replaced the stream ends without more; connect again.")
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Parameter(
            name = LiveQuery.INTERVAL,
            in = ParameterIn.QUERY,
            description = "How often, as a duration or in seconds: from 1 to 60 s, by default 5 s. Values out of these"
                    + " bounds are brought within.",
            schema = @Schema(implementation = String.class, examples = "PT5S"))
    @Parameter(
            name = LiveQuery.WINDOW,
            in = ParameterIn.QUERY,
            description = "The length of the window, as a duration or in seconds: from 1 minute to 30 days, by default"
                    + " 1 hour.",
            schema = @Schema(implementation = String.class, examples = "PT1H"))
    @APIResponse(
            responseCode = "200",
            description = "Server-sent events",
            content =
                    @Content(
                            mediaType = MediaType.SERVER_SENT_EVENTS,
                            schema = @Schema(implementation = LiveUpdate.class)))
    public Multi<OutboundSseEvent> stream(@Context RoutingContext request, @Context Sse sse) {
        var inquiry = inquiries.current(Set.of(LiveQuery.INTERVAL, LiveQuery.WINDOW), FilterParameters.NAMES);
        var query = LiveQuery.parse(inquiry);
        var tenant = inquiry.tenant().id();
        slots.check(tenant);
        return slots.within(tenant, () -> viewing.watch(request, tenant, query)).map(moment -> event(moment, sse));
    }

    private static OutboundSseEvent event(Moment moment, Sse sse) {
        var event = sse.newEventBuilder().reconnectDelay(RECONNECT_AFTER).mediaType(MediaType.APPLICATION_JSON_TYPE);
        return switch (moment) {
            case Moment.Update(var numbers) ->
                event.name("update").data(numbers).build();
            case Moment.Heartbeat() ->
                sse.newEventBuilder().comment("still here").build();
            case Moment.Unavailable(var code) ->
                event.name("unavailable").data(Map.of("code", code)).build();
            case Moment.End(var code) ->
                event.name("end").data(Map.of("code", code)).build();
        };
    }
}
