package io.tidemark.aggregation.reconcile;

import io.tidemark.rollups.roll.Home;
import java.time.ZoneId;
import java.util.UUID;

/** A live tenant whose rollups are looked at. */
record AuditedTenant(UUID id, String slug, String tier, String timeZone) {

    Home home() {
        return new Home(id, ZoneId.of(timeZone));
    }
}
