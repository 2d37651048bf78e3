package io.tidemark.alert.evaluation;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.alert.reminder.RemindsOfChannels;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Rules on trial, over HTTP. */
@Path("/v1/alerts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Alerts")
@RemindsOfChannels
@ReadLimited
class TrialResource {

    private final TrialService trials;
    private final Caller caller;

    TrialResource(TrialService trials, Caller caller) {
        this.trials = trials;
        this.caller = caller;
    }

    @POST
    @Path("/{id}/test")
    @RolesAllowed(Roles.VIEWER)
    @RunOnVirtualThread
    @Operation(
            operationId = "testAlert",
            summary = "Evaluate a rule now",
            description = "Nothing changes and nobody is told. A paused rule can be tested, too.")
    public Trial test(@RestPath UUID id) {
        return trials.test(caller.tenant(), id);
    }

    @POST
    @Path("/{id}/preview")
    @RolesAllowed(Roles.VIEWER)
    @RunOnVirtualThread
    @Operation(
            operationId = "previewAlert",
            summary = "What a rule would have said in the last days",
            description = "A back-test by the same evaluation: at most 1,500 instants, for at most 20 seconds.")
    public Preview preview(@RestPath UUID id, @RestQuery @Min(1) @Max(7) @DefaultValue("7") int days) {
        return trials.preview(caller.tenant(), id, days);
    }
}
