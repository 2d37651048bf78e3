package io.tidemark.query.endpoints;

import io.tidemark.query.ranking.Order;
import io.tidemark.query.ranking.Rank;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What endpoints can be sorted by. Endpoints without any duration come with the shortest. */
enum EndpointOrder implements Order.Criterion<EndpointCell> {
    REQUESTS("requests", cell -> BigDecimal.valueOf(cell.measured().requests())),
    ERRORS("errors", cell -> BigDecimal.valueOf(cell.measured().errors())),
    ERROR_RATE("errorRate", cell -> cell.measured().errorRate()),
    AVG_LATENCY("avgLatencyMs", cell -> cell.measured().avgLatencyMs()),
    P95_LATENCY("p95LatencyMs", EndpointCell::p95),
    BYTES_SENT("bytesSent", cell -> BigDecimal.valueOf(cell.measured().bytesSent())),
    ROUTE("route", cell -> BigDecimal.ZERO);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<EndpointCell, @Nullable BigDecimal> value;

    EndpointOrder(String label, Function<EndpointCell, @Nullable BigDecimal> value) {
        this.label = label;
        this.value = value;
    }

    static Order<EndpointCell, EndpointOrder> parse(@Nullable String sort) {
        return Order.parse(sort, values(), new Order<>(REQUESTS, true));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Rank of(EndpointCell cell) {
        return Rank.of(value.apply(cell), cell.route(), cell.method());
    }
}
