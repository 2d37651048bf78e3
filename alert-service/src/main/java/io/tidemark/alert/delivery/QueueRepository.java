package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The queue of what is to be sent, across all tenants. */
@ApplicationScoped
class QueueRepository {

    // Webhook by webhook, in an order of chance: one with a long queue takes nothing from the others. The first part
    // finds them by hopping through the index from one to the next.
    private static final String CLAIM = """
            WITH RECURSIVE hop AS (
                     (SELECT webhook_id FROM delivery_due ORDER BY webhook_id LIMIT 1)
                     UNION ALL
                     SELECT (SELECT d.webhook_id
                               FROM delivery_due d
                              WHERE d.webhook_id > hop.webhook_id
                              ORDER BY d.webhook_id
                              LIMIT 1)
                       FROM hop
                      WHERE hop.webhook_id IS NOT NULL
                 ),
                 shuffled AS MATERIALIZED (
                     SELECT hop.webhook_id, coalesce(room.free, $3) AS free
                       FROM hop
                       LEFT JOIN unnest($1::uuid[], $2::integer[]) AS room (webhook_id, free) USING (webhook_id)
                      WHERE hop.webhook_id IS NOT NULL
                      ORDER BY random()
                 ),
                 due AS MATERIALIZED (
                     SELECT next.tenant_id, next.id, next.due_at
                       FROM shuffled
                      CROSS JOIN LATERAL (SELECT d.tenant_id, d.id, d.due_at
                                            FROM delivery_due d
                                           WHERE d.webhook_id = shuffled.webhook_id
                                             AND d.due_at <= now()
                                           ORDER BY d.due_at
                                           LIMIT shuffled.free
                                             FOR UPDATE SKIP LOCKED) AS next
                      LIMIT $4
                 )
            UPDATE delivery_due q
               SET due_at = now() + $5::bigint * interval '1 ms', lease = $6
              FROM due
             WHERE q.tenant_id = due.tenant_id
               AND q.id = due.id
            RETURNING q.tenant_id, q.id, q.webhook_id, q.lease, due.due_at
            """;

    private static final String LATENESS = """
            SELECT coalesce(greatest(extract(EPOCH FROM now() - min(due_at)), 0), 0)::double precision AS seconds
              FROM delivery_due
            """;

    private final Pool pool;

    QueueRepository(Pool pool) {
        this.pool = pool;
    }

    /**
     * Takes what is due, under a lease. Nobody else gets it meanwhile; whoever crashes leaves it to be claimed again.
     *
     * @param rooms how many a webhook may be given, by webhook; others get {@code usual}
     */
    Uni<List<Claim>> claim(Map<UUID, Integer> rooms, int usual, int atMost, Duration lease) {
        var webhooks = rooms.keySet().toArray(UUID[]::new);
        var free = new Integer[webhooks.length];
        for (int i = 0; i < webhooks.length; i++) {
            free[i] = rooms.get(webhooks[i]);
        }
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.tuple()
                        .addArrayOfUUID(webhooks)
                        .addArrayOfInteger(free)
                        .addInteger(usual)
                        .addInteger(atMost)
                        .addLong(lease.toMillis())
                        .addUUID(UUID.randomUUID()))
                .map(rows -> rows.stream().map(QueueRepository::toClaim).toList());
    }

    /** How long the oldest delivery has been waiting beyond its time, in seconds. */
    Uni<Double> lateness() {
        return pool.query(LATENESS).execute().map(rows -> rows.iterator().next().getDouble("seconds"));
    }

    private static Claim toClaim(Row row) {
        return new Claim(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                row.getUUID("webhook_id"),
                row.getUUID("lease"),
                row.getOffsetDateTime("due_at").toInstant());
    }
}
