package io.tidemark.query.overview;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/overview")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class OverviewResource {

    private final Inquiries inquiries;
    private final Answers answers;
    private final Overviews overviews;

    OverviewResource(Inquiries inquiries, Answers answers, Overviews overviews) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.overviews = overviews;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getOverview", summary = "Requests, errors, latencies and top lists of a range")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @APIResponseSchema(Overview.class)
    public Uni<RestResponse<String>> getOverview() {
        var inquiry = inquiries.current(CriteriaParameters.names(), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry);
        return answers.answer(
                inquiry, Endpoint.OVERVIEW, criteria.parameters(), asOf -> overviews.overview(inquiry, criteria, asOf));
    }
}
