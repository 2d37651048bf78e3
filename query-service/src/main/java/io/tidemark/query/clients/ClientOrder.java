package io.tidemark.query.clients;

import io.tidemark.query.criteria.Measured;
import io.tidemark.query.ranking.Order;
import io.tidemark.query.ranking.Rank;
import java.math.BigDecimal;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What clients can be sorted by. */
enum ClientOrder implements Order.Criterion<Measured> {
    REQUESTS("requests", measured -> BigDecimal.valueOf(measured.requests())),
    ERRORS("errors", measured -> BigDecimal.valueOf(measured.errors())),
    ERROR_RATE("errorRate", Measured::errorRate),
    AVG_LATENCY("avgLatencyMs", Measured::avgLatencyMs),
    BYTES_SENT("bytesSent", measured -> BigDecimal.valueOf(measured.bytesSent())),
    CLIENT("client", measured -> BigDecimal.ZERO);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Function<Measured, @Nullable BigDecimal> value;

    ClientOrder(String label, Function<Measured, @Nullable BigDecimal> value) {
        this.label = label;
        this.value = value;
    }

    static Order<Measured, ClientOrder> parse(@Nullable String sort) {
        return Order.parse(sort, values(), new Order<>(REQUESTS, true));
    }

    @Override
    public String label() {
        return label;
    }

    @Override
    public Rank of(Measured measured) {
        return Rank.of(value.apply(measured), measured.key(0));
    }
}
