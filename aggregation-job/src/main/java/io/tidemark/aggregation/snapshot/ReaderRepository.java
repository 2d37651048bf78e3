package io.tidemark.aggregation.snapshot;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregation;
import io.tidemark.catalogue.plan.Aggregations;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.catalogue.plan.Scope;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads in one transaction. */
record ReaderRepository(SqlConnection tx, Scope scope, Duration patience) implements Reader {

    private static final String LIST_STORED = """
            SELECT starts_at, events
              FROM snapshot
             WHERE tenant_id = $1
               AND type = $2
               AND starts_at >= $3
            """;

    private static final Aggregations AGGREGATIONS = new Aggregations();

    @Override
    public Result run(Aggregation aggregation) {
        return await(AGGREGATIONS.run(tx, scope, aggregation));
    }

    @Override
    public Map<Instant, Long> stored(SnapshotType type, Instant from) {
        var rows = await(tx.preparedQuery(LIST_STORED)
                .execute(Tuple.of(scope.tenant(), type.code(), from.atOffset(ZoneOffset.UTC))));
        return rows.stream()
                .collect(Collectors.toMap(
                        row -> row.getOffsetDateTime("starts_at").toInstant(), row -> row.getLong("events")));
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(patience);
    }
}
