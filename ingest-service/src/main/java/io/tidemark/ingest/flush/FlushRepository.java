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
     * Only what is inserted counts for the batch, which waits to be rolled up. {@code IN} a CTE keeps the order of
     * the rows: a hashed filter, no join. Keys are sent back only if some event was a duplicate. Arrays are unnested
     * side by side in a select list: in {@code FROM}, each would first be copied into a store of its own, which takes
     * 200 µs a flush and half the time of a small one. A name counts only if the event that has it is new: one that is
     * sent again arrives no later than it did at first.
     */
    private static final String STORE = """
              WITH flush AS MATERIALIZED (
                       SELECT clock_timestamp() AS at,
                              nextval('ingest_batch_id') AS batch_id
                   ),
                   claimed AS (
                       INSERT INTO arrival_id (tenant_id, id, arrived_at)
                       SELECT c.tenant_id, c.id, f.at
                         FROM flush AS f
                        CROSS JOIN (SELECT unnest($1::uuid[]) AS tenant_id, unnest($2::uuid[]) AS id) AS c
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
                              e.environment, e.consumer, e.user_id, e.groups, e.country, e.referrer_class::"char",
                              e.referrer_domain, e.error_type, e.error_message, e.error_category, e.request_id,
                              e.trace_id, e.span_id, e.attributes::jsonb, e.path_folded
                         FROM flush AS f
                        CROSS JOIN (SELECT unnest($7::uuid[]) AS tenant_id, unnest($8::uuid[]) AS id,
                                           unnest($9::timestamptz[]) AS "time", unnest($10::boolean[]) AS timed,
                                           unnest($11::date[]) AS day, unnest($12::bigint[]) AS quantity,
                                           unnest($13::smallint[]) AS status, unnest($14::uuid[]) AS agent_id,
                                           unnest($15::bigint[]) AS duration_us, unnest($16::bigint[]) AS overhead_us,
                                           unnest($17::bigint[]) AS backend_us, unnest($18::bigint[]) AS bytes_in,
                                           unnest($19::bigint[]) AS bytes_out, unnest($20::bigint[]) AS visitor,
                                           unnest($21::integer[]) AS client_id, unnest($22::text[]) AS type,
                                           unnest($23::text[]) AS method, unnest($24::text[]) AS api,
                                           unnest($25::text[]) AS route, unnest($26::text[]) AS path,
                                           unnest($27::text[]) AS protocol, unnest($28::text[]) AS domain,
                                           unnest($29::text[]) AS environment, unnest($30::text[]) AS consumer,
                                           unnest($31::text[]) AS user_id, unnest($32::text[]) AS groups,
                                           unnest($33::text[]) AS country, unnest($34::text[]) AS referrer_class,
                                           unnest($35::text[]) AS referrer_domain, unnest($36::text[]) AS error_type,
                                           unnest($37::text[]) AS error_message,
                                           unnest($38::text[]) AS error_category, unnest($39::bytea[]) AS request_id,
                                           unnest($40::bytea[]) AS trace_id, unnest($41::bytea[]) AS span_id,
                                           unnest($42::text[]) AS attributes, unnest($43::boolean[]) AS path_folded) AS e
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
                   seen AS (
                       INSERT INTO agent AS a (tenant_id, id, name, named_at)
                       SELECT s.tenant_id, s.id, s.name, s.named_at
                         FROM (SELECT unnest($3::uuid[]) AS tenant_id, unnest($4::uuid[]) AS id,
                                      unnest($5::text[]) AS name, unnest($6::timestamptz[]) AS named_at,
                                      unnest($44::date[]) AS day, unnest($45::uuid[]) AS event_id) AS s
                        WHERE s.name IS NULL
                           OR (s.tenant_id, s.day, s.event_id) IN (SELECT tenant_id, day, id FROM inserted)
                           ON CONFLICT (tenant_id, id) DO UPDATE
                          SET name = excluded.name,
                              named_at = excluded.named_at,
                              updated_at = CASE WHEN a.name IS DISTINCT FROM excluded.name
                                                THEN now() ELSE a.updated_at END,
                              version = a.version + (a.name IS DISTINCT FROM excluded.name)::int
                        WHERE excluded.named_at > coalesce(a.named_at, '-infinity')
                           OR (excluded.named_at = a.named_at AND excluded.name <> a.name)
                   )
            SELECT count(*) AS stored,
                   CASE WHEN count(*) < cardinality($7::uuid[]) THEN array_agg(tenant_id) END AS tenants,
                   CASE WHEN count(*) < cardinality($7::uuid[]) THEN array_agg(day) END AS days,
                   CASE WHEN count(*) < cardinality($7::uuid[]) THEN array_agg(id) END AS ids
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
