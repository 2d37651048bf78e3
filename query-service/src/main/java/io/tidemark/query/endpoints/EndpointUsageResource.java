package io.tidemark.query.endpoints;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TO;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.DateRangeRule;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
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

@Path("/analytics/endpoint-usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class EndpointUsageResource {

    private static final Set<String> PARAMETERS = Set.of(FROM, TO, "sort", LIMIT, CURSOR);
    private static final int LONGEST = 90;

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository repository;

    EndpointUsageResource(Inquiries inquiries, Answers answers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getEndpointUsage",
            summary = "Calls, errors and durations per method and route, over up to 90 days",
            description = "Days are answered from rollups, as far back as the tier keeps them.")
    @APIResponseSchema(EndpointUsage.class)
    @Extension(name = SHARED, value = FROM + " " + TO + " " + LIMIT + " " + CURSOR)
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "`calls`, `errors`, `clientErrors`, `serverErrors`, `averageDurationMs`, `p95DurationMs` or"
                    + " `route`, with `-` before it for the largest first. By default `-calls`.",
            schema = @Schema(implementation = String.class))
    public Uni<RestResponse<String>> getEndpointUsage() {
        var inquiry = inquiries.current(PARAMETERS);
        var range = new DateRangeRule(inquiry.today(), LONGEST).parse(inquiry.parameter(FROM), inquiry.parameter(TO));
        var query = EndpointQuery.parse(inquiry, range);
        return answers.answer(
                inquiry, Endpoint.ENDPOINT_USAGE, query.parameters(), asOf -> usage(inquiry, query, asOf));
    }

    private Uni<EndpointUsage> usage(Inquiry inquiry, EndpointQuery query, Instant asOf) {
        var calendar = new HomeCalendar(inquiry.tenant().timeZone());
        var range = Range.exactly(
                calendar.startOf(query.range().from()),
                calendar.endOf(query.range().to()));
        var aggregation = Aggregation.of(range, EndpointCell.measures())
                .where(Filter.of(Attribute.TYPE, "request"))
                .by(EndpointCell.KEY);
        return repository.read(
                inquiry, asOf, aggregator -> aggregator.run(aggregation).map(result -> {
                    var page = query.order().page(EndpointCell.all(result), query.cursor(), query.limit());
                    return new EndpointUsage(
                            inquiry.tenant().id(),
                            query.range(),
                            page.items().stream()
                                    .map(EndpointUsageResource::endpoint)
                                    .toList(),
                            page.nextCursor(),
                            asOf,
                            query.range().isBefore(inquiry.today()));
                }));
    }

    private static EndpointUsage.Endpoint endpoint(EndpointCell cell) {
        var measured = cell.measured();
        return new EndpointUsage.Endpoint(
                cell.method(),
                cell.route(),
                measured.requests(),
                measured.errors(),
                cell.clientErrors(),
                cell.serverErrors(),
                measured.avgLatencyMs(),
                cell.p95());
    }
}
