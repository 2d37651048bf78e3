package io.tidemark.query.protocols;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.criteria.Measured;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.figures.Figures;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

@Path("/analytics/protocols")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class ProtocolsResource {

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository repository;

    ProtocolsResource(Inquiries inquiries, Answers answers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(operationId = "getProtocols", summary = "Requests, errors and latencies per protocol")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @APIResponseSchema(Protocols.class)
    public Uni<RestResponse<String>> getProtocols() {
        var inquiry = inquiries.current(CriteriaParameters.names(), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry);
        return answers.answer(inquiry, Endpoint.PROTOCOLS, criteria.parameters(), asOf -> {
            var aggregation =
                    criteria.requests(criteria.rangeAt(asOf), Measured.totals()).by(Attribute.PROTOCOL);
            return repository.read(
                    inquiry, asOf, aggregator -> aggregator.run(aggregation).map(result -> protocols(result, asOf)));
        });
    }

    private static Protocols protocols(Result result, Instant now) {
        var meta = Meta.of(result.provenance());
        var elapsed = meta.range().elapsed(now);
        var all = Measured.all(result).mapToLong(Measured::requests).sum();
        var items = Measured.all(result)
                .sorted(Comparator.comparingLong(Measured::requests).reversed())
                .map(measured -> protocol(measured, all, elapsed))
                .toList();
        return new Protocols(items, null, meta);
    }

    private static Protocols.Protocol protocol(Measured measured, long all, Duration elapsed) {
        return new Protocols.Protocol(
                measured.key(0),
                measured.requests(),
                Figures.percent(measured.requests(), all),
                measured.errors(),
                measured.errorRate(),
                measured.avgLatencyMs(),
                measured.bytesSent(),
                measured.bytesReceived(),
                Figures.perSecond(measured.requests(), elapsed));
    }
}
