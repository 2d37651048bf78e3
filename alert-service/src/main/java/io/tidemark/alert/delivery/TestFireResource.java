package io.tidemark.alert.delivery;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

@Path("/v1/webhooks/{id}/test")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Webhooks")
class TestFireResource {

    private final TestFire tests;
    private final Caller caller;

    TestFireResource(TestFire tests, Caller caller) {
        this.tests = tests;
        this.caller = caller;
    }

    @POST
    @RolesAllowed(Roles.EDITOR)
    @RunOnVirtualThread
    @Operation(
            operationId = "testWebhook",
            summary = "Send `webhook.test` now",
            description = "Answers what came of it, after up to 15 seconds. It is not repeated, and reaches a disabled"
                    + " webhook too.")
    public Delivery test(@RestPath UUID id) {
        return tests.fire(caller.tenant().id(), id);
    }
}
