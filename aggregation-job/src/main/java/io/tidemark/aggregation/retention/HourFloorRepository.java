package io.tidemark.aggregation.retention;

import io.tidemark.aggregation.daily.AggregationConfig;
import io.tidemark.rollups.roll.DayMaker;
import io.tidemark.rollups.roll.Home;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/** From where on the hours of single tenants are kept. */
@ApplicationScoped
class HourFloorRepository {

    /** The first run of all may find many days to be made. */
    private static final Duration PATIENCE = Duration.ofHours(6);

    private final DayMaker days;

    HourFloorRepository(Pool pool, AggregationConfig config) {
        this.days = new DayMaker(pool, config.dayTimeout());
    }

    /** Makes the days below, as far as they are missing or stale, and raises the floor with them. */
    void raise(KeptTenant tenant, Instant floor) {
        days.release(new Home(tenant.id(), ZoneId.of(tenant.timeZone())), floor)
                .await()
                .atMost(PATIENCE);
    }
}
