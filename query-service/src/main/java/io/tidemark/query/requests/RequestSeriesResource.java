package io.tidemark.query.requests;

import static io.tidemark.query.range.SharedParameters.GRANULARITY;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TIME_ZONE;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.criteria.Division;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.rollups.Measure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/analytics/requests")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class RequestSeriesResource {

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository repository;

    RequestSeriesResource(Inquiries inquiries, Answers answers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getRequests", summary = "Requests and errors over time, protocol by protocol")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Extension(name = SHARED, value = GRANULARITY + " " + TIME_ZONE)
    @APIResponseSchema(RequestSeries.class)
    public Uni<RestResponse<String>> getRequests() {
        var inquiry = inquiries.current(CriteriaParameters.names(GRANULARITY, TIME_ZONE), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry);
        var bucket = Division.bucket(inquiry, criteria);
        return answers.answer(inquiry, Endpoint.REQUESTS, Division.parameters(criteria, bucket), asOf -> {
            var aggregation = criteria.requests(criteria.rangeAt(asOf), Measure.ERRORS)
                    .by(Attribute.PROTOCOL)
                    .per(bucket);
            return repository.read(
                    inquiry, asOf, aggregator -> aggregator.run(aggregation).map(result -> series(result, bucket)));
        });
    }

    private static RequestSeries series(Result result, Bucket bucket) {
        var protocols = new LinkedHashMap<@Nullable String, Map<Instant, Sum>>();
        var total = new HashMap<Instant, Sum>();
        for (var cell : result.cells()) {
            var start = Objects.requireNonNull(cell.bucket());
            protocols
                    .computeIfAbsent(cell.key().getFirst(), protocol -> new HashMap<>())
                    .merge(start, Sum.of(cell), Sum::plus);
            total.merge(start, Sum.of(cell), Sum::plus);
        }
        var series = protocols.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<@Nullable String, Map<Instant, Sum>> protocol) ->
                        -protocol.getValue().values().stream()
                                .mapToLong(Sum::requests)
                                .sum()))
                .map(protocol -> new RequestSeries.Series(protocol.getKey(), points(result, protocol.getValue())))
                .toList();
        return new RequestSeries(bucket.width().label(), points(result, total), series, Meta.of(result.provenance()));
    }

    private static List<RequestSeries.Point> points(Result result, Map<Instant, Sum> sums) {
        return result.slots().stream()
                .map(slot -> {
                    var sum = sums.getOrDefault(slot.start(), Sum.NOTHING);
                    return new RequestSeries.Point(slot.start(), sum.requests(), sum.errors(), slot.complete());
                })
                .toList();
    }

    private record Sum(long requests, long errors) {

        static final Sum NOTHING = new Sum(0, 0);

        static Sum of(Cell cell) {
            return new Sum(cell.value(Measure.EVENTS), cell.value(Measure.ERRORS));
        }

        Sum plus(Sum other) {
            return new Sum(requests + other.requests, errors + other.errors);
        }
    }
}
