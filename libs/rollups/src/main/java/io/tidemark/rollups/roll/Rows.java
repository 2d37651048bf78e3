package io.tidemark.rollups.roll;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.sqlclient.PreparedQuery;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlResult;
import java.util.function.BiConsumer;
import java.util.stream.Collector;

/** Rows that are taken in one by one as they arrive, so that not all of them are in memory at a time. */
final class Rows {

    private Rows() {}

    /** Runs a query; Mutiny's own client has no such method. */
    static <R> Uni<R> collect(SqlConnection tx, String sql, Tuple parameters, Collector<Row, ?, R> collector) {
        var connection = tx.getDelegate();
        PreparedQuery<SqlResult<R>> query = connection.preparedQuery(sql).collecting(collector);
        return Uni.createFrom()
                .completionStage(() -> query.execute(parameters.getDelegate()).toCompletionStage())
                .map(SqlResult::value);
    }

    /** Runs a query and hands each row to one and the same taker. */
    static <T> Uni<T> each(SqlConnection tx, String sql, Tuple parameters, T taker, BiConsumer<T, Row> take) {
        return collect(tx, sql, parameters, Collector.of(() -> taker, take, (one, other) -> {
            throw new UnsupportedOperationException("rows come one after the other");
        }));
    }
}
