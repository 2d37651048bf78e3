package io.tidemark.query.criteria;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregations;
import io.tidemark.platform.limit.QueryDatabase;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.questions.Refusals;
import io.tidemark.questions.Scopes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.function.Function;

/** Adds up events of one tenant, from whatever holds them. */
@ApplicationScoped
public class AggregationRepository {

    private final QueryDatabase database;
    private final Scopes scopes;
    private final Aggregations aggregations = new Aggregations();

    AggregationRepository(QueryDatabase database, Scopes scopes) {
        this.database = database;
        this.scopes = scopes;
    }

    /**
     * Several aggregations in one snapshot, one after the other.
     *
     * @param now what relative bounds refer to
     * @return fails with 422 {@code RANGE_NOT_KEPT} if the work does not cope with it
     */
    public <T> Uni<T> read(Inquiry inquiry, Instant now, Function<Aggregator, Uni<T>> work) {
        var scope = scopes.of(inquiry.tenant(), inquiry.teams(), now);
        return database.read(scope.tenant(), tx -> work.apply(aggregation -> aggregations.run(tx, scope, aggregation)))
                .onFailure()
                .transform(Refusals::of);
    }
}
