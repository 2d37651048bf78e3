package io.tidemark.platform;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.tenancy.Tier;
import io.vertx.core.Context;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** A resource as the services write them, to see what becomes of its requests. */
@Path("/probe")
public class ProbeResource {

    private final Caller caller;
    private final TenantDatabase database;

    ProbeResource(Caller caller, TenantDatabase database) {
        this.caller = caller;
        this.database = database;
    }

    public record Who(UUID tenant, Tier tier, Set<String> roles, boolean byKey, boolean onEventLoop) {}

    public record Body(
            @NotNull @Size(max = 5) String name,
            List<@NotNull @Size(max = 9) String> tags,
            Map<String, @NotNull String> labels,
            @NotNull List<@Valid Item> items) {}

    public record Item(@Min(1) int count) {}

    private Who who() {
        var tenant = caller.tenant();
        return new Who(
                tenant.id(),
                tenant.tier(),
                new TreeSet<>(caller.roles()),
                caller.apiKeyId().isPresent(),
                Context.isOnEventLoopThread());
    }

    @GET
    @Path("/viewer")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Who> viewer() {
        return Uni.createFrom().item(this::who);
    }

    @GET
    @Path("/tenant-admin")
    @RolesAllowed(Roles.TENANT_ADMIN)
    public Uni<Who> tenantAdmin() {
        return Uni.createFrom().item(this::who);
    }

    @GET
    @Path("/ingest")
    @RolesAllowed(Roles.INGEST)
    public Uni<Who> ingest() {
        return Uni.createFrom().item(this::who);
    }

    @GET
    @Path("/platform")
    @RolesAllowed(Roles.PLATFORM_ADMIN)
    public Uni<Set<String>> platform() {
        return Uni.createFrom().item(() -> new TreeSet<>(caller.roles()));
    }

    @GET
    @Path("/teams")
    @RolesAllowed(Roles.VIEWER)
    public Uni<List<String>> teams() {
        return Uni.createFrom().item(() -> caller.teams()
                .map(teams -> teams.stream().sorted().toList())
                .orElse(List.of("all")));
    }

    @GET
    @Path("/limited")
    @ReadLimited
    @RolesAllowed(Roles.VIEWER)
    public Uni<Who> limited() {
        return Uni.createFrom().item(this::who);
    }

    @POST
    @Path("/body")
    public Uni<Body> body(@NotNull @Valid Body body) {
        return Uni.createFrom().item(body);
    }

    @GET
    @Path("/things/{id}")
    public String thing(@RestPath UUID id, @RestQuery @Min(1) @Max(200) @DefaultValue("50") int limit) {
        return id + " " + limit;
    }

    @GET
    @Path("/failure/{kind}")
    public Uni<String> failure(@RestPath String kind) {
        return switch (kind) {
            case "checked" -> Uni.createFrom().failure(new Exception("secret"));
            case "thrown" -> throw new IllegalStateException("secret");
            case "invalid" -> throw ProblemException.invalid("from", "must be a date");
            case "gone" -> throw new ClientErrorException("secret", 410);
            case "conflict" -> throw ProblemException.of(ProblemType.CONFLICT, "The slug is taken.");
            case "slow" ->
                database.read(
                        UUID.randomUUID(),
                        tx -> tx.query("SELECT pg_sleep(5)").execute().replaceWith("late"));
            default -> Uni.createFrom().item(kind);
        };
    }
}
