package io.tidemark.query.latency;

import static io.tidemark.query.range.SharedParameters.GRANULARITY;
import static io.tidemark.query.range.SharedParameters.SHARED;
import static io.tidemark.query.range.SharedParameters.TIME_ZONE;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Bucket;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Latency;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.catalogue.plan.Slot;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.criteria.Division;
import io.tidemark.query.criteria.Measured;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.rollups.Measure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/latency")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class LatencyResource {

    private static final Measure[] MEASURES = {
        Measure.LATENCY, Measure.DURATION_COUNT, Measure.DURATION_SUM, Measure.DURATION_MIN, Measure.DURATION_MAX
    };

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository repository;

    LatencyResource(Inquiries inquiries, Answers answers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getLatency", summary = "Percentiles, mean and extremes of durations over time")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Extension(name = SHARED, value = GRANULARITY + " " + TIME_ZONE)
    @APIResponseSchema(LatencySeries.class)
    public Uni<RestResponse<String>> getLatency() {
        var inquiry = inquiries.current(CriteriaParameters.names(GRANULARITY, TIME_ZONE), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry);
        var bucket = Division.bucket(inquiry, criteria);
        return answers.answer(inquiry, Endpoint.LATENCY, Division.parameters(criteria, bucket), asOf -> {
            var aggregation =
                    criteria.requests(criteria.rangeAt(asOf), MEASURES).per(bucket);
            return repository.read(
                    inquiry, asOf, aggregator -> aggregator.run(aggregation).map(result -> series(result, bucket)));
        });
    }

    private static LatencySeries series(Result result, Bucket bucket) {
        var cells = result.cells().stream()
                .collect(Collectors.toMap(cell -> Objects.requireNonNull(cell.bucket()), Function.identity()));
        var points = result.slots().stream()
                .map(slot -> point(slot, cells.getOrDefault(slot.start(), nothing(slot))))
                .toList();
        return new LatencySeries(bucket.width().label(), points, Meta.of(result.provenance()));
    }

    private static LatencySeries.Point point(Slot slot, Cell cell) {
        var measured = new Measured(cell);
        var percentiles = measured.percentiles(0.5, 0.95, 0.99);
        return new LatencySeries.Point(
                slot.start(),
                percentiles.get(0),
                percentiles.get(1),
                percentiles.get(2),
                measured.avgLatencyMs(),
                measured.extreme(Measure.DURATION_MIN),
                measured.extreme(Measure.DURATION_MAX),
                cell.value(Measure.DURATION_COUNT),
                slot.complete());
    }

    private static Cell nothing(Slot slot) {
        return new Cell(slot.start(), List.of(), false, Map.of(), Latency.NONE, 0);
    }
}
