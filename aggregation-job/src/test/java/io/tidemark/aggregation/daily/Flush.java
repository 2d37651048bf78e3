package io.tidemark.aggregation.daily;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes events as ingestion does: with the batch that waits to be rolled up. */
final class Flush {

    private static final String FLUSH = """
              WITH flush AS MATERIALIZED (
                   SELECT nextval('ingest_batch_id') AS batch_id),
                   inserted AS (
                   INSERT INTO event (tenant_id, id, "time", batch_id, quantity, day, agent_id, type)
                   SELECT ?, e.id, e."time", flush.batch_id, 1, e.day, e.agent_id, e.type
                     FROM flush
                    CROSS JOIN unnest(?::uuid[], ?::timestamptz[], ?::date[], ?::uuid[], ?::text[])
                            AS e (id, "time", day, agent_id, type)
                       ON CONFLICT (tenant_id, day, id) DO NOTHING
                RETURNING batch_id, "time")
            INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
            SELECT ?, batch_id, count(*), min("time"), max("time")
              FROM inserted
             GROUP BY batch_id
            """;

    /** What of an event the aggregates depend on. */
    record Sent(Instant time, @Nullable UUID agent, String type) {}

    private Flush() {}

    static void write(Connection connection, UUID tenant, List<Sent> events) throws SQLException {
        try (var statement = connection.prepareStatement(FLUSH)) {
            statement.setObject(1, tenant);
            statement.setArray(2, array(connection, "uuid", events, _ -> UUID.randomUUID()));
            statement.setArray(
                    3, array(connection, "text", events, event -> event.time().toString()));
            statement.setArray(4, array(connection, "text", events, event -> utcDay(event.time())));
            statement.setArray(5, array(connection, "uuid", events, Sent::agent));
            statement.setArray(6, array(connection, "text", events, Sent::type));
            statement.setObject(7, tenant);
            statement.executeUpdate();
        }
    }

    private static String utcDay(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    }

    private static <T> Array array(
            Connection connection, String type, List<T> values, Function<T, @Nullable Object> part)
            throws SQLException {
        return connection.createArrayOf(type, values.stream().map(part).toArray());
    }
}
