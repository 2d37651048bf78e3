package io.tidemark.query.cardinality;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Caller;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tier.OpenDimension;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.query.cardinality.CardinalityRepository.Fill;
import io.tidemark.query.gate.Analytics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

@Path("/analytics/cardinality")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@Analytics
@ReadLimited
class CardinalityResource {

    private final Caller caller;
    private final TierConfig tiers;
    private final CardinalityRepository repository;

    CardinalityResource(Caller caller, TierConfig tiers, CardinalityRepository repository) {
        this.caller = caller;
        this.tiers = tiers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getCardinality",
            summary = "Distinct values per dimension, and how many there may be",
            description =
                    "Tells whether answers may hold `:other`: values of a dimension that was full when they came.")
    @APIResponseSchema(Cardinality.class)
    public Uni<Cardinality> getCardinality() {
        var tenant = caller.tenant();
        return repository.list(tenant.id()).map(fills -> cardinality(tenant, fills));
    }

    private Cardinality cardinality(Tenant tenant, List<Fill> fills) {
        var caps = tiers.of(tenant.tier()).caps();
        return new Cardinality(Arrays.stream(OpenDimension.values())
                .map(dimension -> fills.stream()
                        .filter(fill -> fill.dimension() == dimension)
                        .findFirst()
                        .orElse(new Fill(dimension, 0, null)))
                .map(fill -> new Cardinality.CappedDimension(
                        fill.dimension().label(), fill.admitted(), caps.of(fill.dimension()), fill.fullSince()))
                .toList());
    }
}
