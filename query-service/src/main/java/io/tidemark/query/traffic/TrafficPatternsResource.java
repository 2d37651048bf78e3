package io.tidemark.query.traffic;

import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TIME_ZONE;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.BucketWidth;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.Aggregator;
import io.tidemark.query.criteria.Criteria;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/traffic-patterns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class TrafficPatternsResource {

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository repository;

    TrafficPatternsResource(Inquiries inquiries, Answers answers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getTrafficPatterns",
            summary = "Requests by weekday and hour, with errors, latencies and consumers")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.MONTH)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Extension(name = SHARED, value = TIME_ZONE)
    @APIResponseSchema(TrafficPatterns.class)
    public Uni<RestResponse<String>> getTrafficPatterns() {
        var inquiry = inquiries.current(CriteriaParameters.names(TIME_ZONE), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry, CriteriaParameters.MONTH);
        var hourly = Bucket.of(BucketWidth.HOUR, Division.zone(inquiry));
        var asked = criteria.rangeAt(inquiry.now());
        if (hourly.starts(asked.from(), asked.to()).isEmpty()) {
            throw ProblemException.invalid(
                    ProblemType.INVALID_DATE_RANGE,
                    "from",
                    "must be at most %d hours before to".formatted(Bucket.MAX_BUCKETS));
        }
        return answers.answer(
                inquiry,
                Endpoint.TRAFFIC_PATTERNS,
                Division.parameters(criteria, hourly),
                asOf -> repository.read(inquiry, asOf, aggregator -> patterns(aggregator, criteria, hourly, asOf)));
    }

    /** All three of the same range. */
    private static Uni<TrafficPatterns> patterns(Aggregator aggregator, Criteria criteria, Bucket hourly, Instant now) {
        var hours = criteria.requests(
                        criteria.rangeAt(now), Measure.ERRORS, Measure.DURATION_COUNT, Measure.DURATION_SUM)
                .per(hourly);
        return aggregator.run(hours).flatMap(byHour -> {
            var answered = byHour.provenance();
            var consumers = criteria.requests(Range.exactly(answered.from(), answered.to()))
                    .countingDistinct(Attribute.CONSUMER);
            return aggregator.run(consumers.per(hourly)).flatMap(byHourToo -> aggregator
                    .run(consumers)
                    .map(inAll -> new TrafficPatterns(
                            hourly.zone().getId(),
                            inAll.cells().getFirst().distinct(),
                            new Week(hourly.zone()).add(byHour, byHourToo).cells(),
                            Meta.of(answered))));
        });
    }
}
