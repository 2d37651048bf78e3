package io.tidemark.query.endpoints;

import io.tidemark.query.ranking.Order;
import io.tidemark.query.ranking.Rank;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What endpoint usage can be sorted by. Endpoints without any duration come with the shortest. */
enum UsageOrder implements Order.Criterion<EndpointCell> {
    CALLS("calls", cell -> BigDecimal.valueOf(cell.measured().requests())),
    ERRORS("errors", cell -> BigDecimal.valueOf(cell.measured().errors())),
    CLIENT_ERRORS("clientErrors", cell -> BigDecimal.valueOf(cell.clientErrors())),
    SERVER_ERRORS("serverErrors", cell -> BigDecimal.valueOf(cell.serverErrors())),
    AVERAGE_DURATION("averageDurationMs", cell -> cell.measured().avgLatencyMs()),
    P95_DURATION("p95DurationMs", EndpointCell::p95),
    ROUTE("route", cell -> BigDecimal.ZERO);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<EndpointCell, @Nullable BigDecimal> value;

    UsageOrder(String label, Function<EndpointCell, @Nullable BigDecimal> value) {
        this.label = label;
        this.value = value;
    }

    static Order<EndpointCell, UsageOrder> parse(@Nullable String sort) {
        return Order.parse(sort, values(), new Order<>(CALLS, true));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Rank of(EndpointCell cell) {
        var byRoute = this == ROUTE;
        return Rank.of(
                value.apply(cell), byRoute ? cell.route() : cell.method(), byRoute ? cell.method() : cell.route());
    }
}
