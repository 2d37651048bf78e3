package io.tidemark.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

    /** One stored event; its partition is made if need be. */
    public UUID event(UUID tenant, @Nullable UUID agent, String type, Instant time) {
        var id = UUID.randomUUID();
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        database.query("SELECT ensure_event_partition(?)", day);
        database.execute("""
                INSERT INTO event (tenant_id, id, "time", batch_id, quantity, day, agent_id, type)
                VALUES (?, ?, ?, 0, 1, ?, ?, ?)""", tenant, id, time.atOffset(ZoneOffset.UTC), day, agent, type);
        return id;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
