package io.tidemark.ingest.roll;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.Grain;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;

/** Where each grain begins. */
@ApplicationScoped
class FloorRepository {

    /** By the database's clock, which is the same for all replicas. */
    private static final String RAISE = """
            UPDATE rollup_floor AS f
               SET floor = kept.since
              FROM (SELECT grain, clock_timestamp() - seconds * interval '1 second' AS since
                      FROM unnest($1::text[], $2::bigint[]) AS k (grain, seconds)) AS kept
             WHERE f.grain = kept.grain
               AND f.floor < kept.since
            """;

    private final Pool pool;

    FloorRepository(@ReactiveDataSource("roll") Pool pool) {
        this.pool = pool;
    }

    /** Raises the floors to so long ago; none is ever lowered. */
    Uni<Void> raise(Map<Grain, Duration> kept) {
        var grains = kept.keySet().stream().toList();
        return pool.preparedQuery(RAISE)
                .execute(Tuple.of(
                        grains.stream().map(Grain::label).toArray(String[]::new),
                        grains.stream()
                                .map(grain ->
                                        kept.getOrDefault(grain, Duration.ZERO).toSeconds())
                                .toArray(Long[]::new)))
                .replaceWithVoid();
    }
}
