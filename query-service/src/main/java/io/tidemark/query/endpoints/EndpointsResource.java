package io.tidemark.query.endpoints;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Page;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.Aggregator;
import io.tidemark.query.criteria.Criteria;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.query.range.PageLimit;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.HashMap;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class EndpointsResource {

    private static final int USUAL_LIMIT = 100;

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository repository;

    EndpointsResource(Inquiries inquiries, Answers answers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getEndpoints",
            summary = "Requests, errors and latencies per method and route, and their trend")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "`requests`, `errors`, `errorRate`, `avgLatencyMs`, `p95LatencyMs`, `bytesSent` or `route`,"
                    + " with `-` before it for the largest first. By default `-requests`.",
            schema = @Schema(implementation = String.class))
    @Extension(name = SHARED, value = LIMIT + " " + CURSOR)
    @APIResponseSchema(Endpoints.class)
    public Uni<RestResponse<String>> getEndpoints() {
        var inquiry = inquiries.current(CriteriaParameters.names("sort", LIMIT, CURSOR), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry);
        var order = EndpointOrder.parse(inquiry.parameter("sort"));
        var limit = PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT);
        var cursor = inquiry.parameter(CURSOR);
        order.check(cursor);
        var parameters = new HashMap<>(criteria.parameters());
        parameters.put("sort", order.label());
        parameters.put(LIMIT, Integer.toString(limit));
        parameters.put(CURSOR, cursor == null ? "" : cursor);
        return answers.answer(
                inquiry,
                Endpoint.ENDPOINTS,
                parameters,
                asOf -> repository.read(inquiry, asOf, aggregator -> aggregator
                        .run(criteria.requests(criteria.rangeAt(asOf), EndpointCell.measures())
                                .by(EndpointCell.KEY))
                        .flatMap(result -> {
                            var page = order.page(EndpointCell.all(result), cursor, limit);
                            return trends(aggregator, criteria, result, asOf)
                                    .map(trends -> endpoints(page, trends, result));
                        })));
    }

    /** Since the range before; empty if that is not kept. */
    private static Uni<Optional<Trends>> trends(Aggregator aggregator, Criteria criteria, Result result, Instant now) {
        return Meta.of(result.provenance())
                .range()
                .before(now)
                .map(range -> aggregator
                        .run(criteria.requests(range, EndpointCell.measures()).by(EndpointCell.KEY))
                        .map(previous -> Optional.of(Trends.of(previous)))
                        .onFailure(RangeNotKeptException.class)
                        .recoverWithItem(Optional.empty()))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private static Endpoints endpoints(Page<EndpointCell> page, Optional<Trends> trends, Result result) {
        return new Endpoints(
                page.items().stream().map(cell -> endpoint(cell, trends)).toList(),
                page.nextCursor(),
                Meta.of(result.provenance()));
    }

    private static Endpoints.Endpoint endpoint(EndpointCell cell, Optional<Trends> trends) {
        var measured = cell.measured();
        return new Endpoints.Endpoint(
                cell.method(),
                cell.route(),
                measured.requests(),
                measured.errors(),
                measured.errorRate(),
                cell.clientErrors(),
                cell.serverErrors(),
                measured.avgLatencyMs(),
                cell.p50(),
                cell.p95(),
                cell.p99(),
                measured.bytesSent(),
                measured.bytesReceived(),
                trends.map(previous -> previous.trend(cell)).orElse(null));
    }
}
