package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Writes down attempts, many of one tenant at once, and what follows from them. */
@ApplicationScoped
class AttemptRepository {

    // What has been delivered stays so: an attempt may come in late, after its lease.
    private static final String LOG = """
            WITH attempt AS (
                     SELECT *
                       FROM unnest($2::uuid[], $3::text[], $4::bigint[], $5::timestamptz[], $6::integer[], $7::integer[],
                                   $8::text[], $9::text[])
                            AS a (id, status, delay_ms, started_at, duration_ms, status_code, error, response)
                 ),
                 counted AS (
                     UPDATE delivery d
                        SET attempts = d.attempts + 1,
                            tries = d.tries + 1,
                            status = CASE WHEN d.status = 'delivered' THEN d.status ELSE a.status END,
                            next_attempt_at = CASE WHEN d.status = 'delivered' THEN NULL
                                                   ELSE now() + a.delay_ms * interval '1 ms' END
                       FROM attempt a
                      WHERE d.tenant_id = $1
                        AND d.id = a.id
                     RETURNING d.id, d.attempts
                 )
            INSERT INTO delivery_attempt (tenant_id, delivery_id, number, started_at, duration_ms, status_code, error,
                                          response)
            SELECT $1, c.id, c.attempts, a.started_at, a.duration_ms, a.status_code, a.error, a.response
              FROM counted c
              JOIN attempt a ON a.id = c.id
            """;

    // What waits again is put off by the lease's holder alone; what is over is over for all.
    private static final String UNQUEUE = """
            WITH attempt AS (
                     SELECT *
                       FROM unnest($2::uuid[], $3::uuid[], $4::bigint[]) AS a (id, lease, delay_ms)
                 ),
                 put_off AS (
                     UPDATE delivery_due q
                        SET due_at = now() + a.delay_ms * interval '1 ms', lease = NULL
                       FROM attempt a
                      WHERE q.tenant_id = $1
                        AND q.id = a.id
                        AND q.lease = a.lease
                        AND a.delay_ms IS NOT NULL
                 )
            DELETE FROM delivery_due q
             USING attempt a
             WHERE q.tenant_id = $1
               AND q.id = a.id
               AND a.delay_ms IS NULL
            """;

    private static final String MARK = """
            UPDATE webhook w
               SET failing_since = CASE WHEN o.delivered THEN NULL ELSE now() END
              FROM unnest($2::uuid[], $3::boolean[]) AS o (id, delivered)
             WHERE w.tenant_id = $1
               AND w.id = o.id
               AND o.delivered = (w.failing_since IS NOT NULL)
            """;

    private final TenantDatabase database;
    private final DisablingRepository disabling;

    AttemptRepository(TenantDatabase database, DisablingRepository disabling) {
        this.database = database;
        this.disabling = disabling;
    }

    /** Writes down attempts at different deliveries of one tenant; webhooks that have failed too long are disabled. */
    Uni<Void> record(UUID tenant, List<Attempt> attempts) {
        return database.write(tenant, tx -> log(tx, tenant, attempts)
                .flatMap(logged -> unqueue(tx, tenant, attempts))
                .flatMap(unqueued -> mark(tx, tenant, attempts))
                .flatMap(marked -> disabling.disable(tx, tenant, attempts)));
    }

    private static Uni<Void> log(SqlConnection tx, UUID tenant, List<Attempt> attempts) {
        var parameters = Tuple.of(tenant);
        add(parameters, attempts, Attempt::delivery, UUID[]::new);
        add(parameters, attempts, attempt -> status(attempt.verdict()), String[]::new);
        add(parameters, attempts, AttemptRepository::delay, Long[]::new);
        add(parameters, attempts, attempt -> attempt.startedAt().atOffset(ZoneOffset.UTC), OffsetDateTime[]::new);
        add(parameters, attempts, attempt -> Math.toIntExact(attempt.duration().toMillis()), Integer[]::new);
        add(parameters, attempts, Attempt::statusCode, Integer[]::new);
        add(parameters, attempts, Attempt::error, String[]::new);
        add(parameters, attempts, Attempt::response, String[]::new);
        return tx.preparedQuery(LOG).execute(parameters).replaceWithVoid();
    }

    private static Uni<Void> unqueue(SqlConnection tx, UUID tenant, List<Attempt> attempts) {
        var parameters = Tuple.of(tenant);
        add(parameters, attempts, Attempt::delivery, UUID[]::new);
        add(parameters, attempts, Attempt::lease, UUID[]::new);
        add(parameters, attempts, AttemptRepository::delay, Long[]::new);
        return tx.preparedQuery(UNQUEUE).execute(parameters).replaceWithVoid();
    }

    /** A webhook with both outcomes in one batch is taken to work. */
    private static Uni<Void> mark(SqlConnection tx, UUID tenant, List<Attempt> attempts) {
        var webhooks =
                attempts.stream().map(Attempt::webhook).distinct().sorted().toList();
        var parameters = Tuple.of(tenant);
        add(parameters, webhooks, webhook -> webhook, UUID[]::new);
        add(parameters, webhooks, webhook -> isDelivered(webhook, attempts), Boolean[]::new);
        return tx.preparedQuery(MARK).execute(parameters).replaceWithVoid();
    }

    private static boolean isDelivered(UUID webhook, List<Attempt> attempts) {
        return attempts.stream()
                .anyMatch(attempt ->
                        attempt.webhook().equals(webhook) && attempt.verdict().isDelivered());
    }

    private static String status(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Delivered _ -> "delivered";
            case Verdict.Retry _ -> "waiting";
            case Verdict.Failed _ -> "failed";
            case Verdict.Gone _ -> "cancelled";
        };
    }

    private static @Nullable Long delay(Attempt attempt) {
        return attempt.verdict() instanceof Verdict.Retry(Duration delay) ? delay.toMillis() : null;
    }

    private static <R, T> void add(
            Tuple parameters, List<R> rows, Function<R, @Nullable T> column, IntFunction<@Nullable T[]> array) {
        parameters.addValue(rows.stream().map(column).toArray(array));
    }
}
