package io.tidemark.query.audit;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the audit log. */
@ApplicationScoped
class AuditEventRepository {

    private static final String LIST = """
            SELECT tenant_id, id, "time", actor, api_key_id, platform, action, target
              FROM audit_event
             WHERE tenant_id = $9
               AND ($1::timestamptz IS NULL OR "time" >= $1)
               AND ($2::timestamptz IS NULL OR "time" < $2)
               AND ($3::text IS NULL OR action = $3)
               AND ($4::text IS NULL OR actor = $4)
               AND ($5::text IS NULL OR target = $5)
               AND ($6::timestamptz IS NULL OR ("time", id) < ($6, $7))
             ORDER BY "time" DESC, id DESC
             LIMIT $8
            """;

    private static final String LIST_OF_ALL_TENANTS = LIST.replace("tenant_id = $9", "true");

    private final TenantDatabase database;

    AuditEventRepository(TenantDatabase database) {
        this.database = database;
    }

    /** Those of a tenant, the latest first, those before the given one. */
    Uni<List<AuditEvent>> list(UUID tenant, AuditQuery query, @Nullable AuditPosition before, int limit) {
        var parameters = parameters(query, before, limit).addUUID(tenant);
        return database.read(tenant, tx -> tx.preparedQuery(LIST).execute(parameters))
                .map(AuditEventRepository::events);
    }

    /** Those of all tenants, the latest first: for platform administrators. */
    Uni<List<AuditEvent>> listOfAllTenants(AuditQuery query, @Nullable AuditPosition before, int limit) {
        var parameters = parameters(query, before, limit);
        return database.platform(tx -> tx.preparedQuery(LIST_OF_ALL_TENANTS).execute(parameters))
                .map(AuditEventRepository::events);
    }

    private static Tuple parameters(AuditQuery query, @Nullable AuditPosition before, int limit) {
        return Tuple.tuple()
                .addOffsetDateTime(utc(query.from()))
                .addOffsetDateTime(utc(query.to()))
                .addString(query.action())
                .addString(query.actor())
                .addString(query.target())
                .addOffsetDateTime(before == null ? null : utc(before.time()))
                .addUUID(before == null ? null : before.id())
                .addInteger(limit);
    }

    private static List<AuditEvent> events(RowSet<Row> rows) {
        return rows.stream().map(AuditEventRepository::event).toList();
    }

    private static AuditEvent event(Row row) {
        return new AuditEvent(
                row.getUUID("id"),
                row.getOffsetDateTime("time").toInstant(),
                row.getUUID("tenant_id"),
                row.getString("actor"),
                row.getUUID("api_key_id"),
                row.getBoolean("platform"),
                row.getString("action"),
                row.getString("target"));
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant time) {
        return time == null ? null : time.atOffset(ZoneOffset.UTC);
    }
}
