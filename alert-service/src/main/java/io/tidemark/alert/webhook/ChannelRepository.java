package io.tidemark.alert.webhook;

import io.smallrye.mutiny.Uni;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Counts the channels of one tenant. */
@ApplicationScoped
class ChannelRepository {

    private static final String STANDING = """
            SELECT EXISTS (SELECT
                             FROM alert_rule
                            WHERE tenant_id = $1
                              AND enabled) AS rules,
                   count(*)::integer AS channels,
                   (count(*) FILTER (WHERE failing_since IS NULL OR failing_since > now() - interval '1 h'))::integer AS working
              FROM webhook
             WHERE tenant_id = $1
               AND enabled
               AND 'alert.firing' = ANY (event_types)
            """;

    private final TenantDatabase database;

    ChannelRepository(TenantDatabase database) {
        this.database = database;
    }

    Uni<Channels.Standing> find(UUID tenant) {
        return database.read(tenant, tx -> tx.preparedQuery(STANDING)
                .execute(Tuple.of(tenant))
                .map(rows -> rows.iterator().next())
                .map(row -> new Channels.Standing(
                        row.getBoolean("rules"), row.getInteger("channels"), row.getInteger("working"))));
    }
}
