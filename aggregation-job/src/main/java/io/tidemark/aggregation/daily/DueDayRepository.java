package io.tidemark.aggregation.daily;

import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Finds the days whose aggregate is missing or out of date. */
@ApplicationScoped
class DueDayRepository {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    /** Answered from the primary key: partition by partition, oldest first, until one has an event. */
    private static final String FIND_EARLIEST = """
            SELECT min(day) AS day
              FROM event
             WHERE tenant_id = $1
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

    /** The UTC day of the tenant's earliest event; empty if it has none. */
    Optional<LocalDate> findEarliest(UUID tenant) {
        var row = pool.preparedQuery(FIND_EARLIEST)
                .execute(Tuple.of(tenant))
                .await()
                .atMost(TIMEOUT)
                .iterator()
                .next();
        return Optional.ofNullable(row.getLocalDate("day"));
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
