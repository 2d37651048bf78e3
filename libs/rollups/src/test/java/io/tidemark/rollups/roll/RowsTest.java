package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Multi;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowsTest {

    private static final int FETCH = 4;

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
                .atMost(Duration.ofMinutes(1));

        assertThat(taken).hasSize(500).allMatch(expected::equals);
    }
}
