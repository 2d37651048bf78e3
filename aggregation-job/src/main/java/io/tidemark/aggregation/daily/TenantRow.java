package io.tidemark.aggregation.daily;

import io.tidemark.events.HomeCalendar;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.UUID;

/** A live tenant as it is stored; its time zone may be unknown to this Java. */
record TenantRow(UUID id, String slug, String timeZone) {

    /**
     * @throws DateTimeException if the time zone is unknown
     */
    HomeTenant atHome() {
        return new HomeTenant(id, slug, new HomeCalendar(ZoneId.of(timeZone)));
    }
}
