package io.tidemark.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that tests begin with, written as superuser into the given database. */
public final class Fixtures {

    private final TestDatabase database;

    public Fixtures(TestDatabase database) {
        this.database = database;
    }

    /** Those of the running {@code @QuarkusTest}. */
    public static Fixtures current() {
        return new Fixtures(Infrastructure.database());
    }

    /** A new tenant with a unique slug. */
    public UUID tenant(String tier, String timeZone) {
        var id = UUID.randomUUID();
        database.execute(
                "INSERT INTO tenant (id, slug, name, tier, time_zone) VALUES (?, ?, ?, ?, ?)",
                id,
                "t-" + id,
                "Tenant " + id,
                tier,
                timeZone);
        return id;
    }

    /** A new API key of the tenant, as its owner would be shown it. */
    public String apiKey(UUID tenant, String... scopes) {
        var key = "tmk_" + UUID.randomUUID() + UUID.randomUUID();
        database.execute(
                "INSERT INTO api_key (tenant_id, name, hash, hint, scopes) VALUES (?, 'test', ?, ?, string_to_array(?, ','))",
                tenant,
                sha256(key),
                key.substring(key.length() - 4),
                String.join(",", scopes));
        return key;
    }

    public UUID agent(UUID tenant, @Nullable String name) {
        var id = UUID.randomUUID();
        database.execute("INSERT INTO agent (tenant_id, id, name) VALUES (?, ?, ?)", tenant, id, name);
        return id;
    }

    /** One stored event, which waits to be rolled up; its partition is made if need be. */
    public UUID event(UUID tenant, @Nullable UUID agent, String type, Instant time) {
        return events(tenant, agent, type, time, 1).getFirst();
    }

    /** So many stored events, a millisecond apart, which wait to be rolled up; their partition is made if need be. */
    public List<UUID> events(UUID tenant, @Nullable UUID agent, String type, Instant time, int count) {
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        database.query("SELECT ensure_event_partition(?)", day);
        return database.query("""
                          WITH batch AS MATERIALIZED (
                                   SELECT nextval('ingest_batch_id') AS id
                               ),
                               stored AS (
                                   INSERT INTO event (tenant_id, id, "time", batch_id, day, agent_id, type)
                                   SELECT ?, gen_random_uuid(), ?::timestamptz + i * interval '1 ms', batch.id, ?, ?::uuid, ?
                                     FROM batch
                                    CROSS JOIN generate_series(0, ? - 1) AS i
                                   RETURNING tenant_id, batch_id, "time", id
                               ),
                               waiting AS (
                                   INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
                                   SELECT tenant_id, batch_id, count(*), min("time"), max("time")
                                     FROM stored
                                    GROUP BY tenant_id, batch_id
                               )
                        SELECT id FROM stored""", tenant, time.atOffset(ZoneOffset.UTC), day, agent, type, count).stream()
                .map(row -> (UUID) row.get("id"))
                .toList();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
