package io.tidemark.alert.schedule;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** The queue of what is due. It is claimed across tenants; a claim ends when its result is written, or by itself. */
@ApplicationScoped
public class ScheduleRepository {

    /** In which several are locked: that of PostgreSQL, byte by byte. */
    public static final Comparator<UUID> ORDER = Comparator.comparing(UUID::toString);

    private final Pool pool;

    ScheduleRepository(Pool pool) {
        this.pool = pool;
    }

    /** Claims what is due, the longest overdue first; each is claimed by one only. */
    public Uni<List<Due>> claim(UUID lease, Duration length, int limit, Instant now) {
        return pool.preparedQuery("""
                WITH due AS (
                         SELECT tenant_id, id
                           FROM alert_schedule
                          WHERE next_slot <= $3
                            AND (leased_until IS NULL OR leased_until <= $3)
                          ORDER BY next_slot, tenant_id
                          LIMIT $4
                            FOR UPDATE SKIP LOCKED
                     )
                UPDATE alert_schedule AS s
                   SET lease = $1, leased_until = $2
                  FROM due
                 WHERE s.tenant_id = due.tenant_id
                   AND s.id = due.id
                RETURNING s.tenant_id, s.id, s.generation, s.next_slot, s.interval_s, s.phase_s
                """)
                .mapping(row -> due(row, now))
                .execute(Tuple.of(lease, utc(now.plus(length)), utc(now), limit))
                .map(rows -> rows.stream().toList());
    }

    /**
     * Gives those back whose result is about to be written, in its transaction.
     *
     * @return the ids of those that are still as they were claimed: only their result may be written
     */
    public Uni<Set<UUID>> finish(SqlConnection tx, UUID tenant, UUID lease, List<Due> done) {
        var parameters = Tuple.of(
                tenant,
                lease,
                done.stream().map(Due::id).toArray(UUID[]::new),
                done.stream().map(Due::generation).toArray(Long[]::new),
                done.stream().map(due -> utc(due.slot())).toArray(OffsetDateTime[]::new),
                done.stream().map(due -> utc(due.next())).toArray(OffsetDateTime[]::new));
        return tx.preparedQuery("""
                WITH held AS MATERIALIZED (
                         SELECT s.id, d.slot, d.next
                           FROM alert_schedule AS s
                           JOIN unnest($3::uuid[], $4::bigint[], $5::timestamptz[], $6::timestamptz[])
                                AS d (id, generation, slot, next)
                             ON d.id = s.id
                          WHERE s.tenant_id = $1
                            AND s.lease = $2
                            AND s.generation = d.generation
                          ORDER BY s.id
                            FOR UPDATE OF s
                     )
                UPDATE alert_schedule AS s
                   SET next_slot = held.next, last_slot = held.slot, lease = NULL, leased_until = NULL
                  FROM held
                 WHERE s.tenant_id = $1
                   AND s.id = held.id
                RETURNING s.id
                """)
                .execute(parameters)
                .map(rows -> rows.stream().map(row -> row.getUUID("id")).collect(Collectors.toSet()));
    }

    /** Removes those that no rule needs. */
    public Uni<Void> drop(SqlConnection tx, UUID tenant, UUID lease, List<Due> unused) {
        if (unused.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return tx.preparedQuery("""
                DELETE FROM alert_schedule AS s
                 USING unnest($3::uuid[], $4::bigint[]) AS d (id, generation)
                 WHERE s.tenant_id = $1
                   AND s.lease = $2
                   AND s.id = d.id
                   AND s.generation = d.generation
                """)
                .execute(Tuple.of(
                        tenant,
                        lease,
                        unused.stream().map(Due::id).toArray(UUID[]::new),
                        unused.stream().map(Due::generation).toArray(Long[]::new)))
                .replaceWithVoid();
    }

    /** Gives back at once what is still claimed, to be evaluated by whoever is next. */
    public Uni<Void> release(UUID lease) {
        return pool.preparedQuery("UPDATE alert_schedule SET lease = NULL, leased_until = NULL WHERE lease = $1")
                .execute(Tuple.of(lease))
                .replaceWithVoid();
    }

    /** A rule is about to have this timing: what is being evaluated will not be written. Locks it until the end. */
    public Uni<Void> join(SqlConnection tx, UUID tenant, Timing timing, Instant now) {
        return tx.preparedQuery("""
                INSERT INTO alert_schedule AS s (tenant_id, id, next_slot, interval_s, phase_s)
                VALUES ($1, $2, $3, $4, $5)
                    ON CONFLICT (tenant_id, id) DO UPDATE
                   SET generation = s.generation + 1
                """)
                .execute(Tuple.of(tenant, timing.schedule(), utc(timing.slot(now)), timing.interval(), timing.phase()))
                .replaceWithVoid();
    }

    /** A rule of it is about to change: what is being evaluated will not be written. Locks it until the end. */
    public Uni<Void> disturb(SqlConnection tx, UUID tenant, UUID schedule) {
        return tx.preparedQuery(
                        "UPDATE alert_schedule SET generation = generation + 1 WHERE tenant_id = $1 AND id = $2")
                .execute(Tuple.of(tenant, schedule))
                .replaceWithVoid();
    }

    /** Empty if no rule of it is to be evaluated. */
    public Uni<Optional<Slots>> find(SqlConnection tx, UUID tenant, UUID schedule) {
        return tx.preparedQuery("SELECT last_slot, next_slot FROM alert_schedule WHERE tenant_id = $1 AND id = $2")
                .mapping(ScheduleRepository::slots)
                .execute(Tuple.of(tenant, schedule))
                .map(rows -> rows.stream().findFirst());
    }

    private static Slots slots(Row row) {
        var last = row.getOffsetDateTime("last_slot");
        return new Slots(
                last == null ? null : last.toInstant(),
                row.getOffsetDateTime("next_slot").toInstant());
    }

    private static Due due(Row row, Instant now) {
        var interval = row.getInteger("interval_s");
        var slot = Timing.slot(now, interval, row.getInteger("phase_s"));
        return new Due(
                row.getUUID("tenant_id"),
                row.getUUID("id"),
                row.getLong("generation"),
                row.getOffsetDateTime("next_slot").toInstant(),
                slot,
                slot.plusSeconds(interval));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
