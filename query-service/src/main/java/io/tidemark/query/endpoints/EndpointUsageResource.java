package io.tidemark.query.endpoints;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.DateRangeRules;
import io.tidemark.query.range.PageLimit;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/analytics/endpoint-usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class EndpointUsageResource {

    private static final Set<String> PARAMETERS = Set.of(FROM, TO, "sort", LIMIT, CURSOR);
    private static final int LONGEST = 90;
    private static final int USUAL_LIMIT = 100;

    private final Inquiries inquiries;
    private final Answers answers;
    private final DateRangeRules ranges;
    private final EndpointUsageRepository repository;

    EndpointUsageResource(
            Inquiries inquiries, Answers answers, DateRangeRules ranges, EndpointUsageRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.ranges = ranges;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getEndpointUsage",
            summary = "Calls, errors and durations per method and route, over up to 90 days",
            description = "Read from raw events, so the range cannot begin before the oldest that the tier keeps.")
    @APIResponseSchema(EndpointUsage.class)
    @Parameter(ref = FROM)
    @Parameter(ref = TO)
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "`calls`, `errors`, `clientErrors`, `serverErrors`, `averageDurationMs`, `p95DurationMs` or"
                    + " `route`, with `-` before it for the largest first. By default `-calls`.",
            schema = @Schema(implementation = String.class))
    @Parameter(ref = LIMIT)
    @Parameter(ref = CURSOR)
    public Uni<RestResponse<String>> getEndpointUsage() {
        var inquiry = inquiries.current(PARAMETERS);
        var range = ranges.ofEvents(inquiry, LONGEST).parse(inquiry.parameter(FROM), inquiry.parameter(TO));
        var order = EndpointQuery.parseSort(inquiry.parameter("sort"));
        var after = EndpointQuery.Position.parse(inquiry.parameter(CURSOR), order);
        var query = new EndpointQuery(range, order, after, PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT));
        return answers.answer(
                inquiry, Endpoint.ENDPOINT_USAGE, query.parameters(), asOf -> usage(inquiry, query, asOf));
    }

    private Uni<EndpointUsage> usage(Inquiry inquiry, EndpointQuery query, Instant asOf) {
        return repository
                .list(inquiry, query)
                .map(found -> new EndpointUsage(
                        inquiry.tenant().id(),
                        query.range(),
                        found.stream()
                                .limit(query.limit())
                                .map(EndpointRow::endpoint)
                                .toList(),
                        nextCursor(found, query),
                        asOf,
                        query.range().isBefore(inquiry.today())));
    }

    private static @Nullable String nextCursor(List<EndpointRow> found, EndpointQuery query) {
        return found.size() <= query.limit()
                ? null
                : found.get(query.limit() - 1).position().cursor(query.sort());
    }
}
