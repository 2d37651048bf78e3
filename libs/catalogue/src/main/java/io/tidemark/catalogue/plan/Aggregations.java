package io.tidemark.catalogue.plan;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Runs aggregations. Stateless. */
public final class Aggregations {

    /**
     * Exact for all that was committed when the snapshot was taken.
     *
     * @param tx a REPEATABLE READ transaction under the tenant's row-level security
     * @return fails with {@link RangeNotKeptException} if no kept data can answer it
     */
    public Uni<Result> run(SqlConnection tx, Scope scope, Aggregation aggregation) {
        return Uni.createFrom().failure(new UnsupportedOperationException());
    }
}
