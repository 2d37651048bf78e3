package io.tidemark.query.snapshot;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.query.figures.Figures;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the snapshots that the job took. */
@ApplicationScoped
class SnapshotRepository {

    /** With the hours of days. */
    private static final String SELECT = """
            SELECT s.*, h.hours, h.requests_of_hours
              FROM snapshot AS s
              LEFT JOIN LATERAL (SELECT array_agg(hour.starts_at) AS hours, array_agg(hour.requests) AS requests_of_hours
                                   FROM snapshot AS hour
                                  WHERE s.type = 'daily'
                                    AND hour.tenant_id = s.tenant_id
                                    AND hour.type = 'hourly'
                                    AND hour.starts_at >= s.starts_at
                                    AND hour.starts_at < s.ends_at) AS h ON true
             WHERE s.tenant_id = $1
               AND s.type = $2
            """;

    private static final String LIST = SELECT + """
               AND s.starts_at >= $3
               AND s.starts_at < $4
             ORDER BY s.starts_at DESC
             LIMIT $5
            """;

    private static final String FIND = SELECT + """
               AND s.starts_at = $3
            """;

    private final TenantDatabase database;

    SnapshotRepository(TenantDatabase database) {
        this.database = database;
    }

    /** Those that begin in the half-open range, the latest first. */
    Uni<List<Snapshot>> list(Tenant tenant, SnapshotType type, Instant from, Instant to, int limit) {
        return database.read(tenant.id(), tx -> tx.preparedQuery(LIST)
                .mapping(row -> toSnapshot(row, tenant.timeZone()))
                .execute(Tuple.of(tenant.id(), type.code(), utc(from), utc(to), limit))
                .map(rows -> rows.stream().toList()));
    }

    Uni<Optional<Snapshot>> find(Tenant tenant, SnapshotId id) {
        return database.read(tenant.id(), tx -> tx.preparedQuery(FIND)
                .mapping(row -> toSnapshot(row, tenant.timeZone()))
                .execute(Tuple.of(tenant.id(), id.type().code(), utc(id.from())))
                .map(rows -> rows.stream().findFirst()));
    }

    private static Snapshot toSnapshot(Row row, ZoneId zone) {
        var type = SnapshotType.find(row.getString("type")).orElseThrow();
        var from = instant(row, "starts_at");
        var to = instant(row, "ends_at");
        var requests = row.getLong("requests");
        return new Snapshot(
                new SnapshotId(type, from),
                type,
                from,
                to,
                instant(row, "taken_at"),
                requests,
                row.getLong("errors"),
                Figures.percent(row.getLong("errors"), requests),
                row.getLong("client_errors"),
                row.getLong("server_errors"),
                Figures.meanMillis(row.getLong("duration_sum"), row.getLong("duration_count")),
                Figures.millis(row.getLong("duration_p50")),
                Figures.millis(row.getLong("duration_p95")),
                Figures.millis(row.getLong("duration_p99")),
                row.getLong("bytes_out"),
                row.getLong("bytes_in"),
                Objects.requireNonNull(Figures.perSecond(requests, Duration.between(from, to))),
                row.getLong("consumers"),
                PeakHour.of(
                        zone,
                        row.getArrayOfOffsetDateTimes("hours"),
                        row.getArrayOfLongs("requests_of_hours"),
                        requests),
                objects(row, "protocols").map(SnapshotRepository::toProtocol).toList(),
                objects(row, "endpoints").map(SnapshotRepository::toEndpoint).toList());
    }

    private static Snapshot.Protocol toProtocol(JsonObject stored) {
        return new Snapshot.Protocol(
                stored.getString("protocol"), stored.getLong("requests"), stored.getLong("errors"));
    }

    private static Snapshot.Endpoint toEndpoint(JsonObject stored) {
        return new Snapshot.Endpoint(
                stored.getString("method"),
                stored.getString("route"),
                stored.getLong("requests"),
                stored.getLong("errors"));
    }

    private static Stream<JsonObject> objects(Row row, String column) {
        return row.getJsonArray(column).stream().map(JsonObject.class::cast);
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
