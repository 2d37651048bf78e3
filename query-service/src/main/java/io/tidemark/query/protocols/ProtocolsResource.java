package io.tidemark.query.protocols;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;

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
import io.tidemark.query.range.PageLimit;
import io.tidemark.query.ranking.Order;
import io.tidemark.query.ranking.Rank;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

@Path("/analytics/protocols")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class ProtocolsResource {

    private static final int USUAL_LIMIT = 100;

    private static final Order<Measured, By> MOST_FIRST = new Order<>(By.REQUESTS, true);

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
    @Extension(name = SHARED, value = LIMIT + " " + CURSOR)
    @APIResponseSchema(Protocols.class)
    public Uni<RestResponse<String>> getProtocols() {
        var inquiry = inquiries.current(CriteriaParameters.names(LIMIT, CURSOR), FilterParameters.NAMES);
        var criteria = CriteriaParameters.parse(inquiry);
        var limit = PageLimit.parse(inquiry.parameter(LIMIT), USUAL_LIMIT);
        var cursor = inquiry.parameter(CURSOR);
        MOST_FIRST.check(cursor);
        var parameters = new HashMap<>(criteria.parameters());
        parameters.put(LIMIT, Integer.toString(limit));
        parameters.put(CURSOR, cursor == null ? "" : cursor);
        return answers.answer(inquiry, Endpoint.PROTOCOLS, parameters, asOf -> {
            var aggregation =
                    criteria.requests(criteria.rangeAt(asOf), Measured.totals()).by(Attribute.PROTOCOL);
            return repository.read(inquiry, asOf, aggregator -> aggregator
                    .run(aggregation)
                    .map(result -> protocols(result, cursor, limit, asOf)));
        });
    }

    private static Protocols protocols(Result result, @Nullable String cursor, int limit, Instant now) {
        var meta = Meta.of(result.provenance());
        var elapsed = meta.range().elapsed(now);
        var all = Measured.all(result).mapToLong(Measured::requests).sum();
        var page = MOST_FIRST.page(Measured.all(result).toList(), cursor, limit);
        var items = page.items().stream()
                .map(measured -> protocol(measured, all, elapsed))
                .toList();
        return new Protocols(items, page.nextCursor(), meta);
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

    private enum By implements Order.Criterion<Measured> {
        REQUESTS;

        @Override
        public String label() {
            return "requests";
        }

        @Override
        public Rank of(Measured protocol) {
            return Rank.of(BigDecimal.valueOf(protocol.requests()), protocol.key(0));
        }
    }
}
