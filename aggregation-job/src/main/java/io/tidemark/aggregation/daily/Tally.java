package io.tidemark.aggregation.daily;

import io.tidemark.aggregation.run.Failures;
import io.tidemark.rollups.roll.MadeDay;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.LocalDate;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a run has done so far. */
final class Tally {

    /** So many failures in a row without an answer from PostgreSQL, and the rest of the run is not tried. */
    private static final int UNANSWERED_LIMIT = 3;

    /** SQLSTATE: connection exceptions, insufficient resources, and shutdown. */
    private static final Pattern UNAVAILABLE = Pattern.compile("08|53|57P");

    private final Failures failures = new Failures();
    private @Nullable DayRange range;
    private int tenants;
    private int daysAggregated;
    private int daysStale;
    private long events;
    private long rows;
    private int unanswered;

    Failures failures() {
        return failures;
    }

    void tenants(int count) {
        tenants = count;
    }

    void aggregated(LocalDate day, MadeDay made) {
        range = range == null ? new DayRange(day, day) : range.including(day);
        daysAggregated++;
        daysStale += made.staleMarks() > 0 ? 1 : 0;
        events += made.events();
        rows += made.cells();
        unanswered = 0;
    }

    /**
     * Notes what failed of a tenant, so that the run can go on with the rest.
     *
     * @throws IllegalStateException if there is no point in going on
     */
    void failed(String step, UUID tenant, @Nullable LocalDate day, RuntimeException cause) {
        failures.add(step, tenant, day, cause);
        unanswered = answered(cause) ? 0 : unanswered + 1;
        if (unanswered == UNANSWERED_LIMIT) {
            throw new IllegalStateException("PostgreSQL does not answer; the run is given up", cause);
        }
    }

    /** A refusal is an answer, unless it says that the server is going down, coming up or full. */
    private static boolean answered(RuntimeException cause) {
        return cause instanceof PgException e
                && !UNAVAILABLE.matcher(e.getSqlState()).lookingAt();
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
