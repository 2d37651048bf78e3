package io.tidemark.query.tokens;

import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.DateRange;
import io.tidemark.query.range.DateRangeRules;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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

@Path("/analytics/token-trends")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class TokenTrendsResource {

    private static final Set<String> PARAMETERS = Set.of(FROM, TO, "granularity");
    private static final int LONGEST = 365;

    private final Inquiries inquiries;
    private final Answers answers;
    private final DateRangeRules ranges;
    private final TokenTrendsRepository repository;

    TokenTrendsResource(Inquiries inquiries, Answers answers, DateRangeRules ranges, TokenTrendsRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.ranges = ranges;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getTokenTrends",
            summary = "Successful and failed token issuance by day or ISO week, over up to 365 days")
    @APIResponseSchema(TokenTrends.class)
    @Extension(name = SHARED, value = FROM + " " + TO)
    @Parameter(
            name = "granularity",
            in = ParameterIn.QUERY,
            description = "What a point stands for. By default `day`; `week` is that of ISO 8601.",
            schema = @Schema(implementation = Granularity.class))
    public Uni<RestResponse<String>> getTokenTrends() {
        var inquiry = inquiries.current(PARAMETERS);
        var range = ranges.of(inquiry, LONGEST).parse(inquiry.parameter(FROM), inquiry.parameter(TO));
        var step = Granularity.parse(inquiry.parameter("granularity"));
        var parameters = new HashMap<>(range.parameters());
        parameters.put("granularity", step.name());
        return answers.answer(inquiry, Endpoint.TOKEN_TRENDS, parameters, asOf -> trends(inquiry, range, step, asOf));
    }

    private Uni<TokenTrends> trends(Inquiry inquiry, DateRange range, Granularity step, Instant asOf) {
        return repository
                .listPoints(inquiry, range, step)
                .map(found -> new TokenTrends(
                        inquiry.tenant().id(),
                        range,
                        step,
                        TokenTrends.pointsOf(range, step, found),
                        asOf,
                        range.isBefore(inquiry.today())));
    }
}
