package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.cell.Rows;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private static final int FETCH = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static RollupDatabase bed;
    private static Pool pool;

    @BeforeAll
    static void start() {
        bed = new RollupDatabase();
        pool = bed.pool("tidemark_job");
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    /** Many times, some at once: threads that race for the end of the rows seldom meet. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, FETCH - 1, FETCH, FETCH + 1, 2 * FETCH, 2 * FETCH + 3})
    void everyRowIsTakenOnce(int rows) {
        var expected = IntStream.rangeClosed(1, rows).boxed().toList();

        var taken = Multi.createFrom()
                .range(0, 500)
                .onItem()
                .transformToUni(time -> pool.withTransaction(tx -> Rows.<List<Integer>>each(
                        tx,
                        "SELECT n FROM generate_series(1, $1) AS s (n)",
                        Tuple.of(rows),
                        FETCH,
                        new ArrayList<>(),
                        (list, row) -> list.add(row.getInteger("n")))))
                .merge(8)
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);

        assertThat(taken).hasSize(500).allMatch(expected::equals);
    }

    @Test
    void noStatementOutlivesItsRows() {
        var left = pool.withTransaction(tx -> rows(tx, "SELECT n FROM generate_series(1, $1) AS s (n)")
                        .chain(() -> prepared(tx)))
                .await()
                .atMost(PATIENCE);

        assertThat(left).isEmpty();
    }

    @Test
    void noStatementOutlivesAFailure() {
        var connection = pool.getConnection().await().atMost(PATIENCE);
        var transaction = connection.begin().await().atMost(PATIENCE);
        var fails = rows(connection, "SELECT 6 / (6 - n) AS n FROM generate_series(1, $1) AS s (n)");

        assertThatThrownBy(() -> fails.await().atMost(PATIENCE)).isInstanceOf(PgException.class);
        transaction.rollback().await().atMost(PATIENCE);

        assertThat(prepared(connection).await().atMost(PATIENCE)).isEmpty();
        connection.close().await().atMost(PATIENCE);
    }

    private static Uni<Void> rows(SqlConnection tx, String sql) {
        return Rows.each(tx, sql, Tuple.of(2 * FETCH), FETCH, tx, (taker, row) -> {})
                .replaceWithVoid();
    }

    /** What the session holds, by a simple query, which is not one of them. */
    private static Uni<List<String>> prepared(SqlConnection connection) {
        return connection
                .query("SELECT statement FROM pg_prepared_statements WHERE statement LIKE '%generate_series%'")
                .execute()
                .map(rows ->
                        rows.stream().map(row -> row.getString("statement")).toList());
    }
}
