package io.tidemark.aggregation.snapshot;

import io.vertx.mutiny.sqlclient.Pool;
import java.time.Duration;

/** Snapshots with the usual settings, for tests of those who share them. */
public final class SnapshotBed {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private SnapshotBed() {}

    public static Snapshots snapshots(Pool pool) {
        return new Snapshots(new SnapshotRepository(pool, new Usual()), new Usual());
    }

    private static final class Usual implements SnapshotConfig {

        @Override
        public Duration history() {
            return Duration.ofDays(30);
        }

        @Override
        public Duration hourlyRetention() {
            return Duration.ofDays(90);
        }

        @Override
        public Duration longRetention() {
            return Duration.ofDays(730);
        }

        @Override
        public Duration statementTimeout() {
            return PATIENCE;
        }
    }
}
