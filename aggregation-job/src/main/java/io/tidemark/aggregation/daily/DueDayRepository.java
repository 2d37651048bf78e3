package io.tidemark.aggregation.daily;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the days whose aggregate is missing or out of date. */
@ApplicationScoped
class DueDayRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Answered from the primary key: cube 1 counts all events. */
    private static final String FIND_EARLIEST = """
            SELECT min(bucket) AS hour
              FROM rollup_hour
             WHERE tenant_id = $1
               AND cube = 1
            """;

    private static final String LIST_DUE = """
            SELECT past.day
              FROM (SELECT $2::date + n AS day
                      FROM generate_series(0, $3::date - $2::date) AS n) AS past
             WHERE NOT EXISTS (SELECT FROM aggregated_day a
                                WHERE a.tenant_id = $1
                                  AND a.day = past.day)
                OR EXISTS (SELECT FROM stale_day s
                            WHERE s.tenant_id = $1
                              AND s.day = past.day)
             ORDER BY past.day
            """;

    private final Pool pool;

    DueDayRepository(Pool pool) {
        this.pool = pool;
    }

    /** The tenant's earliest hour that is kept; empty if it has none. */
    Optional<Instant> findEarliest(UUID tenant) {
        var row = pool.preparedQuery(FIND_EARLIEST)
                .execute(Tuple.of(tenant))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next();
        return Optional.ofNullable(row.getOffsetDateTime("hour")).map(OffsetDateTime::toInstant);
    }

    List<LocalDate> listDue(UUID tenant, DayRange range) {
        return pool
                .preparedQuery(LIST_DUE)
                .mapping(row -> row.getLocalDate("day"))
                .execute(Tuple.of(tenant, range.from(), range.to()))
                .await()
                .atMost(TIMEOUT)
                .stream()
                .toList();
    }
}
