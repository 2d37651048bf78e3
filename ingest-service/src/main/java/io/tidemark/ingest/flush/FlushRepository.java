package io.tidemark.ingest.flush;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tidemark.events.client.Client;
import io.tidemark.ingest.agent.AgentSighting;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Stores a flush with all that belongs to it, in one statement that is its own transaction. */
@ApplicationScoped
class FlushRepository {

    /**
     * Only what is inserted counts for the batch and for stale days. Whether a local day is over is decided by the
     * clock that is read once the flush lock is held, see {@code enter_flush}. {@code IN} a CTE keeps the order of
     * the rows: a hashed filter, no join. Keys are sent back only if some event was a duplicate.
     */
    private static final String STORE = """
              WITH flush AS MATERIALIZED (
                       SELECT enter_flush() AS at,
                              nextval('ingest_batch_id') AS batch_id
                   ),
                   claimed AS (
                       INSERT INTO arrival_id (tenant_id, id, arrived_at)
                       SELECT c.tenant_id, c.id, f.at
                         FROM flush AS f
                        CROSS JOIN unnest($1::uuid[], $2::uuid[]) AS c (tenant_id, id)
                           ON CONFLICT (tenant_id, id) DO NOTHING
                       RETURNING tenant_id, id
                   ),
                   inserted AS (
                       INSERT INTO event (tenant_id, id, "time", batch_id, day, quantity, status, agent_id, duration_us,
                               overhead_us, backend_us, bytes_in, bytes_out, visitor, client_id, type, method, api,
                               route, path, protocol, domain, environment, consumer, user_id, groups, country,
                               referrer_class, referrer_domain, error_type, error_message, error_category, request_id,
                               trace_id, span_id, attributes, path_folded)
                       SELECT e.tenant_id, e.id, e."time", f.batch_id, e.day, e.quantity, e.status, e.agent_id,
                              e.duration_us, e.overhead_us, e.backend_us, e.bytes_in, e.bytes_out, e.visitor,
                              e.client_id, e.type, e.method, e.api, e.route, e.path, e.protocol, e.domain,
                              e.environment, e.consumer, e.user_id, e.groups, e.country, e.referrer_class,
                              e.referrer_domain, e.error_type, e.error_message, e.error_category, e.request_id,
                              e.trace_id, e.span_id, e.attributes::jsonb, e.path_folded
                         FROM flush AS f
                        CROSS JOIN unnest($11::uuid[], $12::uuid[], $13::timestamptz[], $14::boolean[], $15::date[],
                                          $16::bigint[], $17::smallint[], $18::uuid[], $19::bigint[], $20::bigint[],
                                          $21::bigint[], $22::bigint[], $23::bigint[], $24::bigint[], $25::integer[],
                                          $26::text[], $27::text[], $28::text[], $29::text[], $30::text[],
                                          $31::text[], $32::text[], $33::text[], $34::text[], $35::text[],
                                          $36::text[], $37::text[], $38::text[], $39::text[], $40::text[],
                                          $41::text[], $42::text[], $43::bytea[], $44::bytea[], $45::bytea[],
                                          $46::text[], $47::boolean[])
                              AS e (tenant_id, id, "time", timed, day, quantity, status, agent_id, duration_us,
                                    overhead_us, backend_us, bytes_in, bytes_out, visitor, client_id, type, method,
                                    api, route, path, protocol, domain, environment, consumer, user_id, groups,
                                    country, referrer_class, referrer_domain, error_type, error_message,
                                    error_category, request_id, trace_id, span_id, attributes, path_folded)
                        WHERE e.timed
                           OR (e.tenant_id, e.id) IN (SELECT tenant_id, id FROM claimed)
                           ON CONFLICT (tenant_id, day, id) DO NOTHING
                       RETURNING tenant_id, day, id, "time"
                   ),
                   batch AS (
                       INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
                       SELECT i.tenant_id, f.batch_id, count(*), min(i."time"), max(i."time")
                         FROM flush AS f
                        CROSS JOIN inserted AS i
                        GROUP BY i.tenant_id, f.batch_id
                   ),
                   stale AS (
                       INSERT INTO stale_day (tenant_id, day, batch_id)
                       SELECT d.tenant_id, d.day, f.batch_id
                         FROM flush AS f
                        CROSS JOIN unnest($3::uuid[], $4::date[], $5::timestamptz[], $6::timestamptz[])
                              AS d (tenant_id, day, start_time, end_time)
                        WHERE f.at >= d.end_time
                          AND EXISTS (SELECT
                                        FROM inserted AS i
                                       WHERE i.tenant_id = d.tenant_id
                                         AND i."time" >= d.start_time
                                         AND i."time" < d.end_time)
                   ),
                   seen AS (
                       INSERT INTO agent AS a (tenant_id, id, name, named_at)
                       SELECT s.tenant_id, s.id, s.name, s.named_at
                         FROM unnest($7::uuid[], $8::uuid[], $9::text[], $10::timestamptz[])
                              AS s (tenant_id, id, name, named_at)
                           ON CONFLICT (tenant_id, id) DO UPDATE
                          SET name = excluded.name,
                              named_at = excluded.named_at,
                              updated_at = CASE WHEN a.name IS DISTINCT FROM excluded.name
                                                THEN now() ELSE a.updated_at END,
                              version = a.version + (a.name IS DISTINCT FROM excluded.name)::int
                        WHERE excluded.named_at > coalesce(a.named_at, '-infinity')
                   )
            SELECT count(*) AS stored,
                   CASE WHEN count(*) < cardinality($11::uuid[]) THEN array_agg(tenant_id) END AS tenants,
                   CASE WHEN count(*) < cardinality($11::uuid[]) THEN array_agg(day) END AS days,
                   CASE WHEN count(*) < cardinality($11::uuid[]) THEN array_agg(id) END AS ids
              FROM inserted
            """;

    private final Pool pool;

    FlushRepository(@ReactiveDataSource("flush") Pool pool) {
        this.pool = pool;
    }

    /** Answers which of the flush's events were new. */
    Uni<Predicate<Flush.Key>> store(
            Flush flush, List<AgentSighting> agents, Function<Client, @Nullable Integer> clientIds) {
        return pool.preparedQuery(STORE)
                .execute(FlushParameters.of(flush, agents, clientIds))
                .map(rows -> newEvents(rows.iterator().next(), flush.rows().size()));
    }

    /** Whether the database answers at all; fails if it does not. */
    Uni<Void> probe() {
        return pool.query("SELECT 1").execute().replaceWithVoid();
    }

    private static Predicate<Flush.Key> newEvents(Row row, int sent) {
        var stored = row.getLong("stored");
        if (stored == sent) {
            return key -> true;
        }
        if (stored == 0) {
            return key -> false;
        }
        var tenants = row.getArrayOfUUIDs("tenants");
        var days = row.getArrayOfLocalDates("days");
        var ids = row.getArrayOfUUIDs("ids");
        var keys = new HashSet<Flush.Key>();
        for (var i = 0; i < ids.length; i++) {
            keys.add(new Flush.Key(tenants[i], days[i], ids[i]));
        }
        return keys::contains;
    }
}
