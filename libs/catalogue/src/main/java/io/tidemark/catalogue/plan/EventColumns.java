package io.tidemark.catalogue.plan;

import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.Events;
import io.tidemark.rollups.Measure;
import java.util.LinkedHashSet;
import java.util.Set;

/** What raw events must be asked for, so that measures can be taken of them; no more, for the rows are wide. */
final class EventColumns {

    private EventColumns() {}

    /** Select items over {@code event}. */
    static Set<String> of(Set<Measure> measures) {
        var columns = new LinkedHashSet<String>();
        measures.forEach(measure -> {
            switch (measure) {
                case EVENTS, FIRST_TIME, LAST_TIME -> {
                    // nothing but the time
                }
                case ERRORS -> columns.add(Events.ERROR + " AS " + Dimension.ERROR.column());
                case STATUS_2XX, STATUS_3XX, STATUS_4XX, STATUS_5XX ->
                    columns.add(Events.STATUS_CLASS + " AS status_class");
                case BYTES_IN -> columns.add("bytes_in");
                case BYTES_OUT -> columns.add("bytes_out");
                case QUANTITY -> columns.add(Events.QUANTITY + " AS quantity");
                case DURATION_COUNT,
                        DURATION_SUM,
                        DURATION_MIN,
                        DURATION_MAX,
                        HEAT_0,
                        HEAT_1,
                        HEAT_2,
                        HEAT_3,
                        HEAT_4,
                        HEAT_5,
                        HEAT_6 -> columns.add("duration_us");
                case OVERHEAD_COUNT, OVERHEAD_SUM, OVERHEAD_MIN, OVERHEAD_MAX -> columns.add("overhead_us");
                case BACKEND_COUNT, BACKEND_SUM, BACKEND_MIN, BACKEND_MAX -> columns.add("backend_us");
                case LATENCY -> columns.add(Events.LATENCY_BUCKET + " AS latency_bucket");
            }
        });
        return columns;
    }

    /** The measure of many events, of the type that cells have. */
    static String measured(Measure measure) {
        return measure == Measure.LATENCY
                ? "pack_latency(%s) AS latency".formatted(measure.ofFacts())
                : measure.ofFacts() + " AS " + measure.column();
    }
}
