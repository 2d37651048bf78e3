package io.tidemark.rollups.cell;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Cursor;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Rows that are fetched some at a time. The client would hold whatever one fetch brings, and the network buffers of it,
 * until the last row is there.
 */
public final class Rows {

    private Rows() {}

    /**
     * Hands each row to the taker, on worker threads. The statement is closed within the transaction: a pooler gives the
     * connection to others after it, who may give a statement the same name.
     *
     * @param fetch how many rows at a time
     */
    public static <T> Uni<T> each(
            SqlConnection tx, String sql, Tuple parameters, int fetch, T taker, BiConsumer<T, Row> take) {
        return tx.prepare(sql)
                .flatMap(statement -> each(statement.cursor(parameters), fetch, row -> take.accept(taker, row))
                        // A connection that is lost has nothing to close, and a failure of its own to tell.
                        .eventually(() -> statement.close().onFailure().recoverWithNull())
                        .replaceWith(taker));
    }

    /** PostgreSQL reads the next ones while these are taken. */
    private static Uni<Void> each(Cursor cursor, int fetch, Consumer<Row> take) {
        // Not Cursor.hasMore(): outside the event loop it may tell of the fetch before.
        return Multi.createBy()
                .repeating()
                .uni(() -> new Reading(cursor, fetch), reading -> reading.next()
                        .emitOn(Infrastructure.getDefaultWorkerPool()))
                .whilst(rows -> rows.size() == fetch)
                .invoke(rows -> rows.forEach(take))
                .collect()
                .last()
                .call(cursor::close)
                .replaceWithVoid();
    }

    /** Is one fetch ahead. */
    private static final class Reading {

        private final Cursor cursor;
        private final int fetch;
        private Uni<RowSet<Row>> next;

        Reading(Cursor cursor, int fetch) {
            this.cursor = cursor;
            this.fetch = fetch;
            this.next = cursor.read(fetch);
        }

        Uni<RowSet<Row>> next() {
            return next.invoke(rows -> {
                if (rows.size() == fetch) {
                    next = Uni.createFrom().completionStage(cursor.read(fetch).subscribeAsCompletionStage());
                }
            });
        }
    }
}
