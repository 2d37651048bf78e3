package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.format.Format;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stores deliveries that are not queued: tests. */
@ApplicationScoped
class TestFireRepository {

    private static final String FIND = """
            SELECT name, format
              FROM webhook
             WHERE tenant_id = $1
               AND id = $2
            """;

    private static final String INSERT = """
            INSERT INTO delivery (tenant_id, id, webhook_id, event_id, event_type, content_type, body, status)
            SELECT $1, $2, w.id, $4, $5, $6, $7, 'cancelled'
              FROM webhook w
             WHERE w.tenant_id = $1
               AND w.id = $3
            """;

    private final TenantDatabase database;
    private final AttemptRepository attempts;
    private final DeliveryRepository deliveries;

    TestFireRepository(TenantDatabase database, AttemptRepository attempts, DeliveryRepository deliveries) {
        this.database = database;
        this.attempts = attempts;
        this.deliveries = deliveries;
    }

    Uni<Optional<Tested>> find(UUID tenant, UUID webhook) {
        return database.read(
                tenant,
                tx -> tx.preparedQuery(FIND).execute(Tuple.of(tenant, webhook)).map(rows -> rows.stream()
                        .map(row -> new Tested(row.getString("name"), Format.of(row.getString("format"))))
                        .findFirst()));
    }

    /** Cancelled, until its one attempt says otherwise. */
    Uni<Void> insert(UUID tenant, NewDelivery delivery) {
        var parameters = Tuple.of(tenant, delivery.id(), delivery.webhook())
                .addUUID(delivery.event().id())
                .addString(delivery.event().type().code())
                .addString(delivery.format().contentType())
                .addString(delivery.body());
        return database.write(
                tenant, tx -> tx.preparedQuery(INSERT).execute(parameters).replaceWithVoid());
    }

    /** Writes the attempt down and returns its delivery as it stands then. */
    Uni<Optional<Delivery>> record(UUID tenant, Attempt attempt) {
        return attempts.record(tenant, List.of(attempt))
                .flatMap(recorded -> deliveries.find(tenant, attempt.webhook(), attempt.delivery()));
    }

    /** What a test needs to know of its webhook. */
    record Tested(String name, Format format) {}
}
