package io.tidemark.query.clients;

import static io.tidemark.query.range.SharedParameters.CURSOR;
import static io.tidemark.query.range.SharedParameters.LIMIT;
import static io.tidemark.query.range.SharedParameters.SHARED;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.limit.ReadLimited;
import io.tidemark.platform.paging.Page;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Inquiries;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.Aggregator;
import io.tidemark.query.criteria.CriteriaParameters;
import io.tidemark.query.criteria.Measured;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.figures.Figures;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.gate.Analytics;
import io.tidemark.rollups.Measure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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
import org.jspecify.annotations.Nullable;

@Path("/analytics/clients")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Analytics")
@APIResponse(responseCode = "304", description = "The client has the answer already, says its If-None-Match")
@Analytics
@ReadLimited
class ClientsResource {

    private static final int ROUTES = 3;

    private final Inquiries inquiries;
    private final Answers answers;
    private final AggregationRepository repository;

    ClientsResource(Inquiries inquiries, Answers answers, AggregationRepository repository) {
        this.inquiries = inquiries;
        this.answers = answers;
        this.repository = repository;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(
            operationId = "getClients",
            summary = "Requests, errors, latencies and top routes per consumer, or per kind of client software",
            description = "Addresses are never stored, so that there are no clients by address.")
    @Extension(name = CriteriaParameters.RANGE, value = CriteriaParameters.DAY)
    @Extension(name = FilterParameters.EXTENSION, value = "true", parseValue = true)
    @Parameter(
            name = "by",
            in = ParameterIn.QUERY,
            description = "`consumer` (the default), `browser`, `os`, `device` or `clientClass`.",
            schema = @Schema(implementation = String.class))
    @Parameter(
            name = "sort",
            in = ParameterIn.QUERY,
            description = "`requests`, `errors`, `errorRate`, `avgLatencyMs`, `bytesSent` or `client`, with `-` before"
                    + " it for the largest first. By default `-requests`.",
            schema = @Schema(implementation = String.class))
    @Extension(name = SHARED, value = LIMIT + " " + CURSOR)
    @APIResponseSchema(Clients.class)
    public Uni<RestResponse<String>> getClients() {
        var inquiry = inquiries.current(CriteriaParameters.names("by", "sort", LIMIT, CURSOR), FilterParameters.NAMES);
        var query = ClientQuery.parse(inquiry);
        return answers.answer(inquiry, Endpoint.CLIENTS, query.parameters(), asOf -> clients(inquiry, query, asOf));
    }

    private Uni<Clients> clients(Inquiry inquiry, ClientQuery query, Instant now) {
        var criteria = query.criteria();
        var aggregation = criteria.requests(criteria.rangeAt(now), Measured.totals())
                .by(query.kind().attribute());
        return repository.read(
                inquiry, now, aggregator -> aggregator.run(aggregation).flatMap(result -> {
                    var page = query.order().page(Measured.all(result).toList(), query.cursor(), query.limit());
                    return routes(aggregator, query, page, result).map(routes -> clients(page, routes, result));
                }));
    }

    /** What the clients of a page call; empty if it is not kept. */
    private static Uni<Optional<Result>> routes(
            Aggregator aggregator, ClientQuery query, Page<Measured> page, Result result) {
        if (page.items().isEmpty()) {
            return Uni.createFrom().item(Optional.of(result));
        }
        var attribute = query.kind().attribute();
        var names = new ArrayList<@Nullable String>();
        page.items().forEach(client -> names.add(client.key(0)));
        var range =
                Range.exactly(result.provenance().from(), result.provenance().to());
        return aggregator
                .run(query.criteria()
                        .requests(range, Measure.ERRORS)
                        .where(new Filter(attribute, names, false))
                        .by(attribute, Attribute.ROUTE))
                .map(Optional::of)
                .onFailure(RangeNotKeptException.class)
                .recoverWithItem(Optional.empty());
    }

    private static Clients clients(Page<Measured> page, Optional<Result> routes, Result result) {
        var all = Measured.all(result).mapToLong(Measured::requests).sum();
        return new Clients(
                result.cells().size(),
                page.items().stream().map(client -> client(client, all, routes)).toList(),
                page.nextCursor(),
                Meta.of(result.provenance()));
    }

    private static Clients.Client client(Measured client, long all, Optional<Result> routes) {
        return new Clients.Client(
                client.key(0),
                client.requests(),
                Figures.percent(client.requests(), all),
                client.errors(),
                client.errorRate(),
                client.avgLatencyMs(),
                client.bytesSent(),
                client.bytesReceived(),
                routes.map(cells -> top(client, cells)).orElse(null));
    }

    private static List<Clients.Route> top(Measured client, Result routes) {
        return Measured.all(routes)
                .filter(route -> Objects.equals(route.key(0), client.key(0)))
                .sorted(Comparator.comparingLong(Measured::requests).reversed())
                .limit(ROUTES)
                .map(route -> new Clients.Route(route.key(1), route.requests(), route.errors()))
                .toList();
    }
}
