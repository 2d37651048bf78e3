package io.tidemark.catalogue;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Scope;
import io.vertx.mutiny.sqlclient.SqlConnection;

/** Answers questions. Stateless. */
public final class Answers {

    /**
     * Exact for all that was committed when the snapshot was taken.
     *
     * @param tx a REPEATABLE READ transaction under the tenant's row-level security
     * @return fails with {@link QuestionException}, or with {@link
     *     io.tidemark.catalogue.plan.RangeNotKeptException} if no kept data can answer it
     */
    public Uni<Answer> answer(SqlConnection tx, Scope scope, Question question) {
        return Uni.createFrom().failure(new UnsupportedOperationException());
    }
}
