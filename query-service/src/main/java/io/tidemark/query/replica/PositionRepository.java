package io.tidemark.query.replica;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;

/** How far servers are, as positions in the primary's log. */
@ApplicationScoped
class PositionRepository {

    /** A commit is flushed before it is acknowledged. */
    private static final String FLUSHED = "SELECT pg_current_wal_flush_lsn()::text AS position";

    private static final String REPLAYED = "SELECT pg_last_wal_replay_lsn() >= $1::text::pg_lsn AS replayed";

    /** Everything acknowledged so far lies before it. */
    Uni<String> flushed(Pool primary) {
        return primary.preparedQuery(FLUSHED)
                .execute()
                .map(rows -> rows.iterator().next().getString("position"));
    }

    /** Whether readings there see everything before the position. A server that is no replica says no. */
    Uni<Boolean> isReplayed(Pool replica, String position) {
        return replica.preparedQuery(REPLAYED)
                .execute(Tuple.of(position))
                .map(rows -> Boolean.TRUE.equals(rows.iterator().next().getBoolean("replayed")));
    }
}
