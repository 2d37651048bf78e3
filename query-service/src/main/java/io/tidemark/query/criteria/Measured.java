package io.tidemark.query.criteria;

import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.query.figures.Figures;
import io.tidemark.rollups.Measure;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A cell in the terms of answers: durations in milliseconds, rates in percent, null for what there is none of. */
public record Measured(Cell cell) {

    /** What {@link #requests} to {@link #bytesReceived} need. */
    private static final List<Measure> TOTALS =
            List.of(Measure.ERRORS, Measure.DURATION_COUNT, Measure.DURATION_SUM, Measure.BYTES_IN, Measure.BYTES_OUT);

    public static Stream<Measured> all(Result result) {
        return result.cells().stream().map(Measured::new);
    }

    public static Measure[] totals() {
        return TOTALS.toArray(Measure[]::new);
    }

    /** These and others. */
    public static Measure[] totalsAnd(Measure... more) {
        var all = new ArrayList<>(TOTALS);
        all.addAll(List.of(more));
        return all.toArray(Measure[]::new);
    }

    public @Nullable String key(int place) {
        return cell.key().get(place);
    }

    public long requests() {
        return cell.value(Measure.EVENTS);
    }

    public long errors() {
        return cell.value(Measure.ERRORS);
    }

    public @Nullable BigDecimal errorRate() {
        return Figures.percent(errors(), requests());
    }

    public @Nullable BigDecimal avgLatencyMs() {
        return Figures.meanMillis(cell.value(Measure.DURATION_SUM), cell.value(Measure.DURATION_COUNT));
    }

    /** Bytes of responses. */
    public long bytesSent() {
        return cell.value(Measure.BYTES_OUT);
    }

    /** Bytes of requests. */
    public long bytesReceived() {
        return cell.value(Measure.BYTES_IN);
    }

    /** Needs {@link Measure#LATENCY}. */
    public List<@Nullable BigDecimal> percentiles(double... shares) {
        var found = new ArrayList<@Nullable BigDecimal>();
        for (var share : shares) {
            found.add(Figures.millis(cell.latency().percentile(share)));
        }
        return found;
    }

    /** Of {@link Measure#DURATION_MIN} and {@link Measure#DURATION_MAX}. */
    public @Nullable BigDecimal extreme(Measure measure) {
        var micros = cell.find(measure);
        return micros.isEmpty() ? null : Figures.millis(micros.getAsLong());
    }
}
