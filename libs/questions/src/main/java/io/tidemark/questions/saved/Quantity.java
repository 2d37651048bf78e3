package io.tidemark.questions.saved;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tidemark.rollups.Measure;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be added up, by the names that saved queries use. */
@Schema(name = "Measure")
public enum Quantity {
    @JsonProperty("events")
    EVENTS(Measure.EVENTS),
    @JsonProperty("errors")
    ERRORS(Measure.ERRORS),
    @JsonProperty("status2xx")
    STATUS_2XX(Measure.STATUS_2XX),
    @JsonProperty("status3xx")
    STATUS_3XX(Measure.STATUS_3XX),
    @JsonProperty("status4xx")
    STATUS_4XX(Measure.STATUS_4XX),
    @JsonProperty("status5xx")
    STATUS_5XX(Measure.STATUS_5XX),
    @JsonProperty("bytesIn")
    BYTES_IN(Measure.BYTES_IN),
    @JsonProperty("bytesOut")
    BYTES_OUT(Measure.BYTES_OUT),
    @JsonProperty("quantity")
    QUANTITY(Measure.QUANTITY),
    @JsonProperty("duration")
    DURATION(Measure.DURATION_SUM, Measure.DURATION_COUNT),
    @JsonProperty("overhead")
    OVERHEAD(Measure.OVERHEAD_SUM, Measure.OVERHEAD_COUNT),
    @JsonProperty("backend")
    BACKEND(Measure.BACKEND_SUM, Measure.BACKEND_COUNT);

    private final Measure sum;
    private final Measure count;

    Quantity(Measure sum) {
        this(sum, Measure.EVENTS);
    }

    Quantity(Measure sum, Measure count) {
        this.sum = sum;
        this.count = count;
    }

    Measure sum() {
        return sum;
    }

    /** Of durations: how many events have one. */
    Measure count() {
        return count;
    }

    boolean isDuration() {
        return count != Measure.EVENTS;
    }
}
