package io.tidemark.bench.history;

import io.tidemark.events.Event;
import io.tidemark.events.EventValidator;
import io.tidemark.events.RawEvent;
import io.tidemark.events.Validated;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.postgresql.PGConnection;

/** Writes the events of one span and their batches, in one transaction. */
final class SpanWriter {

    static final int BATCH = 2_000;

    private static final String INSERT_BATCH = """
            INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time)
            VALUES (?, ?, ?, ?, ?)
            """;

    private static final EventValidator VALIDATOR = new EventValidator();

    private record Batch(long id, int events, Instant minTime, Instant maxTime) {}

    private final Connection connection;
    private final UUID tenant;
    private final EventColumns columns;

    SpanWriter(Connection connection, UUID tenant, EventColumns columns) {
        this.connection = connection;
        this.tenant = tenant;
        this.columns = columns;
    }

    static long batches(Span span) {
        return Math.ceilDiv(span.events(), BATCH);
    }

    void write(Span span, long firstBatch) throws SQLException {
        connection.setAutoCommit(false);
        insertBatches(copyEvents(span, firstBatch));
        connection.commit();
    }

    private List<Batch> copyEvents(Span span, long firstBatch) throws SQLException {
        var copy = new BinaryCopy(
                connection.unwrap(PGConnection.class).getCopyAPI().copyIn(EventColumns.COPY));
        var batches = new ArrayList<Batch>();
        var raws = span.iterator();
        for (long id = firstBatch; raws.hasNext(); id++) {
            var first = valid(raws.next());
            var last = first;
            columns.write(copy, id, first);
            int events = 1;
            while (events < BATCH && raws.hasNext()) {
                last = valid(raws.next());
                columns.write(copy, id, last);
                events++;
            }
            batches.add(new Batch(id, events, first.time(), last.time()));
        }
        copy.end();
        return batches;
    }

    private void insertBatches(List<Batch> batches) throws SQLException {
        try (var insert = connection.prepareStatement(INSERT_BATCH)) {
            for (var batch : batches) {
                insert.setObject(1, tenant);
                insert.setLong(2, batch.id());
                insert.setInt(3, batch.events());
                insert.setObject(4, batch.minTime().atOffset(ZoneOffset.UTC));
                insert.setObject(5, batch.maxTime().atOffset(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** As if it had arrived when it happened. */
    private static Event valid(RawEvent raw) {
        return switch (VALIDATOR.validate(raw, Instant.MAX.minusSeconds(86_400), Instant.MIN, SpanWriter::saltOf)) {
            case Validated.Accepted(var event) -> event;
            case Validated.Rejected(var errors) -> throw new IllegalStateException("invented a bad event: " + errors);
        };
    }

    private static byte[] saltOf(LocalDate day) {
        return ByteBuffer.allocate(Long.BYTES).putLong(day.toEpochDay()).array();
    }
}
