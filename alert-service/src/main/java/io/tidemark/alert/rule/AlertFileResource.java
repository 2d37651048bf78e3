package io.tidemark.alert.rule;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.reminder.RemindsOfChannels;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Alert rules as a file: to be kept in a repository and applied from there. */
@Path("/v1/alerts")
@Tag(name = "Alerts")
@RemindsOfChannels
class AlertFileResource {

    static final String YAML = "application/yaml";

    private final RuleStoreRepository rules;
    private final Drafts drafts;
    private final RuleFile file;
    private final Caller caller;

    AlertFileResource(RuleStoreRepository rules, Drafts drafts, RuleFile file, Caller caller) {
        this.rules = rules;
        this.drafts = drafts;
        this.file = file;
        this.caller = caller;
    }

    @GET
    @ReadLimited
    @Path("/_export")
    @Produces(YAML)
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "exportAlerts", summary = "All alert rules, as `_import` takes them")
    public Uni<String> export() {
        return rules.list(caller.tenant().id(), null, Integer.MAX_VALUE).map(file::write);
    }

    @POST
    @Path("/_import")
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.EDITOR)
    @Operation(
            operationId = "importAlerts",
            summary = "Apply a file of alert rules",
            description =
                    "All of it or, if a rule is wrong, nothing. Rules are told by their names: new ones are created,"
                            + " others replaced if they differ; those that the file does not name stay as they are.")
    public Uni<Imported> importAll(@NotNull String yaml) {
        var tenant = caller.tenant();
        var act = caller.act(Action.ALERT_CREATED, "");
        return drafts.readAll(tenant, RuleFile.LIST, file.read(yaml)).flatMap(all -> rules.importAll(tenant, all, act));
    }
}
