package io.tidemark.bench.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** What is stored but not yet rolled up. */
public final class WaitingBatches {

    private static final String MEASURE = """
            SELECT coalesce(sum(events), 0),
                   coalesce(extract(epoch FROM clock_timestamp() - min(stored_at)), 0)
              FROM ingest_batch
            """;

    private static final Duration EVERY = Duration.ofMillis(100);
    private static final Duration LONGEST_STANDSTILL = Duration.ofMinutes(2);

    /**
     * How it stands.
     *
     * @param lagSeconds how long the oldest event has been waiting
     */
    public record Backlog(long events, double lagSeconds) {}

    private final Connection connection;

    public WaitingBatches(Connection connection) {
        this.connection = connection;
    }

    public Backlog measure() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(MEASURE)) {
            rows.next();
            return new Backlog(rows.getLong(1), rows.getDouble(2));
        }
    }

    /** Returns when nothing waits any more. */
    public void awaitNone() throws SQLException, InterruptedException {
        long least = Long.MAX_VALUE;
        long lastMove = System.nanoTime();
        for (var backlog = measure(); backlog.events() > 0; backlog = measure()) {
            if (backlog.events() < least) {
                least = backlog.events();
                lastMove = System.nanoTime();
            } else if (System.nanoTime() - lastMove > LONGEST_STANDSTILL.toNanos()) {
                throw new IllegalStateException(backlog.events() + " events wait, and nobody rolls them up");
            }
            Thread.sleep(EVERY);
        }
    }
}
