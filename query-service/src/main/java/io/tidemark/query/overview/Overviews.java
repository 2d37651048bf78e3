package io.tidemark.query.overview;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.catalogue.plan.Top;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.criteria.AggregationRepository;
import io.tidemark.query.criteria.Aggregator;
import io.tidemark.query.criteria.Criteria;
import io.tidemark.query.criteria.Measured;
import io.tidemark.rollups.Measure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Computes overviews. */
@ApplicationScoped
public class Overviews {

    private static final int PROTOCOLS = 5;
    private static final int ENDPOINTS = 10;

    private final AggregationRepository repository;

    Overviews(AggregationRepository repository) {
        this.repository = repository;
    }

    public Uni<Overview> overview(Inquiry inquiry, Criteria criteria, Instant now) {
        return repository.read(
                inquiry, now, aggregator -> totals(aggregator, criteria, now).flatMap(totals -> {
                    var requests = criteria.requests(totals.meta().range().exactly(), Measured.totals());
                    return find(aggregator, requests.by(Attribute.PROTOCOL).first(Top.most(Measure.EVENTS, PROTOCOLS)))
                            .flatMap(protocols -> endpoints(aggregator, criteria, totals)
                                    .map(endpoints -> overview(totals, protocols, endpoints)));
                }));
    }

    /** The same without the lists. */
    public Uni<Totals> totals(Inquiry inquiry, Criteria criteria, Instant now) {
        return repository.read(inquiry, now, aggregator -> totals(aggregator, criteria, now));
    }

    private static Uni<Totals> totals(Aggregator aggregator, Criteria criteria, Instant now) {
        return aggregator
                .run(criteria.requests(criteria.rangeAt(now), Measured.totalsAnd(Measure.LATENCY)))
                .map(result -> Totals.of(result, now));
    }

    private static Uni<Optional<Result>> endpoints(Aggregator aggregator, Criteria criteria, Totals totals) {
        return find(
                aggregator,
                criteria.requests(totals.meta().range().exactly(), Measured.totalsAnd(Measure.LATENCY))
                        .by(Attribute.METHOD, Attribute.ROUTE)
                        .first(Top.most(Measure.EVENTS, ENDPOINTS)));
    }

    /** Empty if what is needed is not kept for all of the range, as the totals are. */
    private static Uni<Optional<Result>> find(Aggregator aggregator, Aggregation aggregation) {
        return aggregator
                .run(aggregation)
                .map(Optional::of)
                .onFailure(RangeNotKeptException.class)
                .recoverWithItem(Optional.empty());
    }

    private static Overview overview(Totals totals, Optional<Result> protocols, Optional<Result> endpoints) {
        return new Overview(
                totals.requests(),
                totals.errors(),
                totals.errorRate(),
                totals.avgLatencyMs(),
                totals.p95LatencyMs(),
                totals.p99LatencyMs(),
                null,
                totals.bytesSent(),
                totals.bytesReceived(),
                totals.requestsPerSecond(),
                protocols
                        .map(found ->
                                Measured.all(found).map(Overviews::protocol).toList())
                        .orElse(null),
                endpoints
                        .map(found ->
                                Measured.all(found).map(Overviews::endpoint).toList())
                        .orElse(null),
                totals.meta());
    }

    private static Overview.Protocol protocol(Measured measured) {
        return new Overview.Protocol(measured.key(0), measured.requests(), measured.errors(), measured.avgLatencyMs());
    }

    private static Overview.Endpoint endpoint(Measured measured) {
        return new Overview.Endpoint(
                measured.key(0),
                measured.key(1),
                measured.requests(),
                measured.errors(),
                measured.errorRate(),
                measured.avgLatencyMs(),
                measured.percentiles(0.95).getFirst());
    }
}
