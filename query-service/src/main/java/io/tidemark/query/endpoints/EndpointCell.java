package io.tidemark.query.endpoints;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.query.criteria.Measured;
import io.tidemark.rollups.Measure;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One endpoint as it was added up. The percentiles are worked out once: lists are sorted by them. */
record EndpointCell(
        Measured measured,
        @Nullable BigDecimal p50,
        @Nullable BigDecimal p95,
        @Nullable BigDecimal p99) {

    static final List<Attribute> KEY = List.of(Attribute.METHOD, Attribute.ROUTE);

    static Measure[] measures() {
        return Measured.totalsAnd(Measure.LATENCY, Measure.STATUS_4XX, Measure.STATUS_5XX);
    }

    static List<EndpointCell> all(Result result) {
        return Measured.all(result).map(EndpointCell::of).toList();
    }

    private static EndpointCell of(Measured measured) {
        var percentiles = measured.percentiles(0.5, 0.95, 0.99);
        return new EndpointCell(measured, percentiles.get(0), percentiles.get(1), percentiles.get(2));
    }

    @Nullable
    String method() {
        return measured.key(0);
    }

    @Nullable
    String route() {
        return measured.key(1);
    }

    long clientErrors() {
        return measured.cell().value(Measure.STATUS_4XX);
    }

    long serverErrors() {
        return measured.cell().value(Measure.STATUS_5XX);
    }
}
