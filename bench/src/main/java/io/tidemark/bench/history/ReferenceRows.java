package io.tidemark.bench.history;

import io.tidemark.events.client.Client;
import io.tidemark.events.client.ClientClass;
import io.tidemark.events.client.ClientClassifier;
import io.tidemark.events.client.Device;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows that events refer to: clients and agents, the partitions, and the numbers of batches. */
final class ReferenceRows {

    private static final String INSERT_CLIENT = """
            INSERT INTO client (browser, os, device, client_class)
            VALUES (?, ?, ?, ?)
                ON CONFLICT ON CONSTRAINT client_unique DO NOTHING
            """;

    private static final String SELECT_CLIENT = """
            SELECT id
              FROM client
             WHERE browser IS NOT DISTINCT FROM ?
               AND os IS NOT DISTINCT FROM ?
               AND device IS NOT DISTINCT FROM ?
               AND client_class IS NOT DISTINCT FROM ?
            """;

    private static final String INSERT_AGENT = """
            INSERT INTO agent (tenant_id, id, name, named_at)
            VALUES (?, ?, ?, ?)
                ON CONFLICT DO NOTHING
            """;

    private static final String ENSURE_PARTITION = """
            SELECT ensure_event_partition(?)
            """;

    private static final String RESERVE_BATCHES = """
            SELECT setval('ingest_batch_id', nextval('ingest_batch_id') + ?)
            """;

    private final Connection connection;

    ReferenceRows(Connection connection) {
        this.connection = connection;
    }

    Map<Client, Integer> clients(World world) throws SQLException {
        var classifier = new ClientClassifier();
        var ids = new HashMap<Client, Integer>();
        try (var insert = connection.prepareStatement(INSERT_CLIENT);
                var select = connection.prepareStatement(SELECT_CLIENT)) {
            for (var userAgent : world.userAgents()) {
                var client = classifier.classify(userAgent);
                if (!ids.containsKey(client)) {
                    set(insert, client);
                    insert.executeUpdate();
                    set(select, client);
                    ids.put(client, (int) number(select));
                }
            }
        }
        return ids;
    }

    void agents(UUID tenant, Instant namedAt) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_AGENT)) {
            for (int agent = 0; agent < World.AGENTS; agent++) {
                insert.setObject(1, tenant);
                insert.setObject(2, World.agentId(agent));
                insert.setString(3, World.agentName(agent));
                insert.setObject(4, namedAt.atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    void partition(LocalDate day) throws SQLException {
        try (var ensure = connection.prepareStatement(ENSURE_PARTITION)) {
            ensure.setObject(1, day);
            ensure.execute();
        }
    }

    /** Takes so many numbers at once; returns the first. */
    long batchIds(long count) throws SQLException {
        try (var reserve = connection.prepareStatement(RESERVE_BATCHES)) {
            reserve.setLong(1, count);
            return number(reserve) - count;
        }
    }

    private static void set(PreparedStatement statement, Client client) throws SQLException {
        statement.setString(1, client.browser());
        statement.setString(2, client.os());
        statement.setString(3, text(client.device()));
        statement.setString(4, text(client.clientClass()));
    }

    private static @Nullable String text(@Nullable Device device) {
        return device == null ? null : device.text();
    }

    private static @Nullable String text(@Nullable ClientClass clientClass) {
        return clientClass == null ? null : clientClass.text();
    }

    private static long number(PreparedStatement query) throws SQLException {
        try (var rows = query.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
