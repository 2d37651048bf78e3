package io.tidemark.query.cardinality;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tier.OpenDimension;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Replies;
import io.tidemark.query.cardinality.CardinalityRepository.Fill;
import io.tidemark.query.gate.Analytics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/cardinality")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class CardinalityResource {

    private final Inquiries inquiries;
    private final TierConfig tiers;
    private final CardinalityRepository repository;
    private final Replies replies;

    CardinalityResource(Inquiries inquiries, TierConfig tiers, CardinalityRepository repository, Replies replies) {
        this.inquiries = inquiries;
        this.tiers = tiers;
        this.repository = repository;
        this.replies = replies;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getCardinality",
            summary = "Distinct values per dimension, and how many there may be",
            description =
                    "Tells whether answers may hold `:other`: values of a dimension that was full when they came. Counted"
                            + " of the tenant as a whole, as the limits are, whichever teams the caller is in.")
    @APIResponseSchema(Cardinality.class)
    public Uni<RestResponse<Cardinality>> getCardinality() {
        var inquiry = inquiries.current(Set.of());
        var tenant = inquiry.tenant();
        return repository.list(tenant.id()).map(fills -> replies.of(cardinality(tenant, fills), inquiry));
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
