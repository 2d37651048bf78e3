package io.tidemark.aggregation.snapshot;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.rollups.Measure;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlResult;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Reads what snapshots are made of, and stores them. */
@ApplicationScoped
class SnapshotRepository {

    private static final Duration MARGIN = Duration.ofSeconds(30);

    private static final String LIST_TENANTS = """
            SELECT id, time_zone, hours_kept_from(id) AS hours_from
              FROM tenant
             WHERE deleted_at IS NULL
             ORDER BY slug
            """;

    private static final String STORE = """
            INSERT INTO snapshot AS s (tenant_id, type, starts_at, ends_at, events, requests, errors, client_errors,
                                       server_errors, duration_count, duration_sum, duration_p50, duration_p95,
                                       duration_p99, bytes_in, bytes_out, consumers, protocols, endpoints)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)
                ON CONFLICT (tenant_id, type, starts_at) DO UPDATE
               SET ends_at = EXCLUDED.ends_at,
                   taken_at = now(),
                   events = EXCLUDED.events,
                   requests = EXCLUDED.requests,
                   errors = EXCLUDED.errors,
                   client_errors = EXCLUDED.client_errors,
                   server_errors = EXCLUDED.server_errors,
                   duration_count = EXCLUDED.duration_count,
                   duration_sum = EXCLUDED.duration_sum,
                   duration_p50 = EXCLUDED.duration_p50,
                   duration_p95 = EXCLUDED.duration_p95,
                   duration_p99 = EXCLUDED.duration_p99,
                   bytes_in = EXCLUDED.bytes_in,
                   bytes_out = EXCLUDED.bytes_out,
                   consumers = EXCLUDED.consumers,
                   protocols = EXCLUDED.protocols,
                   endpoints = EXCLUDED.endpoints
            """;

    private static final String EXPIRED = """

              FROM snapshot
             WHERE type = $1
               AND ends_at < $2
            """;

    private final Pool pool;
    private final String settings;
    private final Duration patience;

    SnapshotRepository(Pool pool, SnapshotConfig config) {
        this.pool = pool;
        this.settings = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; SET LOCAL jit = off; "
                + "SET LOCAL statement_timeout = " + config.statementTimeout().toMillis();
        this.patience = config.statementTimeout().plus(MARGIN);
    }

    /** Those that are not deleted. */
    List<SnapshotTenant> listTenants() {
        return await(pool.query(LIST_TENANTS).execute()).stream()
                .map(row -> new SnapshotTenant(
                        row.getUUID("id"),
                        row.getString("time_zone"),
                        row.getOffsetDateTime("hours_from").toInstant()))
                .toList();
    }

    /** What the work finds out, all of it from one snapshot of the database. */
    <T> T read(Scope scope, Function<Reader, T> work) {
        var connection = await(pool.getConnection());
        try {
            var transaction = await(connection.begin());
            try {
                await(connection.query(settings).execute());
                return work.apply(new ReaderRepository(connection, scope, patience));
            } finally {
                await(transaction.rollback());
            }
        } finally {
            await(connection.close());
        }
    }

    void store(UUID tenant, SnapshotType type, List<Taken> snapshots) {
        await(pool.preparedQuery(STORE)
                .executeBatch(snapshots.stream()
                        .map(taken -> parameters(tenant, type, taken))
                        .toList()));
    }

    long countExpired(SnapshotType type, Instant before) {
        return await(pool.preparedQuery("SELECT count(*) AS expired" + EXPIRED)
                .execute(Tuple.of(type.code(), before.atOffset(ZoneOffset.UTC)))
                .map(rows -> rows.iterator().next().getLong("expired")));
    }

    long deleteExpired(SnapshotType type, Instant before) {
        return await(pool.preparedQuery("DELETE" + EXPIRED)
                .execute(Tuple.of(type.code(), before.atOffset(ZoneOffset.UTC)))
                .map(SqlResult::rowCount));
    }

    private static Tuple parameters(UUID tenant, SnapshotType type, Taken taken) {
        var requests = taken.requests();
        var percentiles = taken.percentiles();
        return Tuple.from(Arrays.asList(
                tenant,
                type.code(),
                taken.period().start().atOffset(ZoneOffset.UTC),
                taken.period().end().atOffset(ZoneOffset.UTC),
                taken.events(),
                requests.value(Measure.EVENTS),
                requests.value(Measure.ERRORS),
                requests.value(Measure.STATUS_4XX),
                requests.value(Measure.STATUS_5XX),
                requests.value(Measure.DURATION_COUNT),
                requests.value(Measure.DURATION_SUM),
                percentiles.get(0),
                percentiles.get(1),
                percentiles.get(2),
                requests.value(Measure.BYTES_IN),
                requests.value(Measure.BYTES_OUT),
                taken.consumers(),
                taken.protocolsJson(),
                taken.endpointsJson()));
    }

    private <T> T await(Uni<T> uni) {
        return uni.await().atMost(patience);
    }
}
