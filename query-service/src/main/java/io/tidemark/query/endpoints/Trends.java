package io.tidemark.query.endpoints;

import io.tidemark.catalogue.plan.Result;
import io.tidemark.query.figures.Figures;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the endpoints had in the range before. */
record Trends(Map<List<@Nullable String>, EndpointCell> previous) {

    private static final Endpoints.Trend NOTHING = new Endpoints.Trend(0, null, 0, null, null);

    static Trends of(Result previous) {
        return new Trends(EndpointCell.all(previous).stream()
                .collect(Collectors.toMap(cell -> cell.measured().cell().key(), Function.identity())));
    }

    Endpoints.Trend trend(EndpointCell now) {
        var before = previous.get(now.measured().cell().key());
        if (before == null) {
            return NOTHING;
        }
        return new Endpoints.Trend(
                before.measured().requests(),
                Figures.growth(
                        BigDecimal.valueOf(before.measured().requests()),
                        BigDecimal.valueOf(now.measured().requests())),
                before.measured().errors(),
                before.measured().errorRate(),
                before.p95());
    }
}
