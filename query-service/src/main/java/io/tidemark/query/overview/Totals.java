package io.tidemark.query.overview;

import io.tidemark.catalogue.plan.Result;
import io.tidemark.query.criteria.Measured;
import io.tidemark.query.criteria.Meta;
import io.tidemark.query.figures.Figures;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What all requests of a range amount to, in single numbers: see {@link Overview}. */
public record Totals(
        long requests,
        long errors,
        @Nullable BigDecimal errorRate,
        @Nullable BigDecimal avgLatencyMs,
        @Nullable BigDecimal p95LatencyMs,
        @Nullable BigDecimal p99LatencyMs,
        long bytesSent,
        long bytesReceived,
        @Nullable BigDecimal requestsPerSecond,
        Meta meta) {

    static Totals of(Result result, Instant now) {
        var all = new Measured(result.cells().getFirst());
        var percentiles = all.percentiles(0.95, 0.99);
        var meta = Meta.of(result.provenance());
        return new Totals(
                all.requests(),
                all.errors(),
                all.errorRate(),
                all.avgLatencyMs(),
                percentiles.get(0),
                percentiles.get(1),
                all.bytesSent(),
                all.bytesReceived(),
                Figures.perSecond(all.requests(), meta.range().elapsed(now)),
                meta);
    }
}
