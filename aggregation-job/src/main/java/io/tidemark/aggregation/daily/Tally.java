package io.tidemark.aggregation.daily;

import io.tidemark.aggregation.run.Failures;
import io.vertx.core.json.JsonObject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a run has done so far. */
final class Tally {

    private final Failures failures = new Failures();
    private @Nullable DayRange range;
    private int tenants;
    private int daysAggregated;
    private int daysStale;
    private long events;
    private long rows;

    Failures failures() {
        return failures;
    }

    void tenants(int count) {
        tenants = count;
    }

    void aggregated(LocalDate day, DayResult result) {
        range = range == null ? new DayRange(day, day) : range.including(day);
        daysAggregated++;
        daysStale += result.staleMarks() > 0 ? 1 : 0;
        events += result.events();
        rows += result.rows();
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("from", range == null ? null : range.from().toString())
                .put("to", range == null ? null : range.to().toString())
                .put("tenants", tenants)
                .put("daysAggregated", daysAggregated)
                .put("daysStale", daysStale)
                .put("events", events)
                .put("rows", rows);
    }
}
