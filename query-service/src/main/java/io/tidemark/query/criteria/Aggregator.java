package io.tidemark.query.criteria;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Result;

/** Adds up events; all that one aggregator answers is of the same snapshot. */
@FunctionalInterface
public interface Aggregator {

    /** Fails with {@link io.tidemark.catalogue.plan.RangeNotKeptException} if nothing that is kept could answer. */
    Uni<Result> run(Aggregation aggregation);
}
