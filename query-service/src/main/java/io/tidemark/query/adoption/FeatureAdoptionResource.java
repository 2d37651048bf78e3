package io.tidemark.query.adoption;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.Criteria;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/feature-adoption")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class FeatureAdoptionResource {

    private static final String WINDOW = "window";

    private final Inquiries inquiries;
    private final Answers answers;
    private final TierConfig tiers;
    private final AggregationRepository repository;

    FeatureAdoptionResource(Inquiries inquiries, Answers answers, TierConfig tiers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.tiers = tiers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getFeatureAdoption",
            summary = "Which features are used, how often and by how many users",
            description = "Of events whose type is `feature.<name>` or `feature.<name>.<metric>`: their number, the sum"
                    + " of `quantity`, and the distinct values of `user`. Sent with `POST /v1/events` like any other.")
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Parameter(
            name = WINDOW,
            in = ParameterIn.QUERY,
            description = "`1d`, `7d`, `30d` (the default), `90d` or `all`: as far as counts by day are kept.",
            schema = @Schema(implementation = String.class))
    @APIResponseSchema(FeatureAdoption.class)
    public Uni<RestResponse<String>> getFeatureAdoption() {
        var inquiry = inquiries.current(Set.of(WINDOW), FilterParameters.NAMES);
        var window = Window.parse(inquiry.parameter(WINDOW));
        var filters = FilterParameters.parse(inquiry.lists());
        var kept = tiers.of(inquiry.tenant().tier()).dayRetention();
        var parameters = new HashMap<>(Criteria.parameters(filters));
        parameters.put(WINDOW, window.label());
        return answers.answer(
                inquiry,
                Endpoint.FEATURE_ADOPTION,
                parameters,
                asOf -> repository.read(inquiry, asOf, aggregator -> new Adoptions(aggregator, filters)
                        .adoption(window, window.until(asOf, kept))));
    }
}
