package io.tidemark.bench.history;

import static java.util.stream.Collectors.joining;

import io.tidemark.events.Agent;
import io.tidemark.events.Event;
import io.tidemark.events.Failure;
import io.tidemark.events.client.Client;
import io.tidemark.events.referrer.ReferrerClass;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How ingestion stores an event, column by column. */
final class EventColumns {

    private record Column(String name, BiConsumer<BinaryCopy, Event> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("id", (copy, event) -> copy.uuid(event.id())),
            new Column("time", (copy, event) -> copy.timestamp(event.time())),
            new Column("day", (copy, event) -> copy.date(event.day())),
            new Column("agent_id", (copy, event) -> copy.uuid(map(event.agent(), Agent::id))),
            new Column(
                    "duration_us", (copy, event) -> copy.bigint(event.measures().durationMicros())),
            new Column(
                    "overhead_us", (copy, event) -> copy.bigint(event.measures().overheadMicros())),
            new Column(
                    "backend_us", (copy, event) -> copy.bigint(event.measures().backendMicros())),
            new Column("bytes_in", (copy, event) -> copy.bigint(event.measures().bytesIn())),
            new Column(
                    "bytes_out", (copy, event) -> copy.bigint(event.measures().bytesOut())),
            new Column("visitor", (copy, event) -> copy.bigint(event.caller().visitor())),
            new Column(
                    "quantity",
                    (copy, event) -> copy.bigint(unlessOne(event.measures().quantity()))),
            new Column("status", (copy, event) -> copy.smallint(event.status())),
            text("type", Event::type),
            text("method", event -> event.endpoint().method()),
            text("api", event -> event.endpoint().api()),
            text("route", event -> event.endpoint().route()),
            text("path", event -> event.endpoint().path()),
            text("protocol", event -> event.endpoint().protocol()),
            text("domain", event -> event.endpoint().domain()),
            text("environment", event -> event.endpoint().environment()),
            text("consumer", event -> event.caller().consumer()),
            text("user_id", event -> event.caller().user()),
            text("groups", event -> event.endpoint().groups()),
            text("country", event -> event.caller().country()),
            text("referrer_class", event -> map(event.referrer().referrerClass(), ReferrerClass::code)),
            text("referrer_domain", event -> event.referrer().domain()),
            text("error_type", event -> map(event.failure(), Failure::type)),
            text("error_message", event -> map(event.failure(), Failure::message)),
            text("error_category", Event::errorCategory),
            new Column(
                    "request_id",
                    (copy, event) -> copy.bytes(event.correlation().requestId())),
            new Column(
                    "trace_id", (copy, event) -> copy.bytes(event.correlation().traceId())),
            new Column(
                    "span_id", (copy, event) -> copy.bytes(event.correlation().spanId())),
            new Column("attributes", (copy, event) -> copy.jsonb(event.attributes())));

    private static final String NAMES =
            COLUMNS.stream().map(column -> '"' + column.name() + '"').collect(joining(", "));

    static final String COPY =
            "COPY event (tenant_id, batch_id, client_id, path_folded, " + NAMES + ") FROM STDIN (FORMAT binary)";

    private final UUID tenant;
    private final Map<Client, Integer> clientIds;
    private final Paths paths;

    EventColumns(UUID tenant, Map<Client, Integer> clientIds, Paths paths) {
        this.tenant = tenant;
        this.clientIds = clientIds;
        this.paths = paths;
    }

    void write(BinaryCopy copy, long batch, Event event) throws SQLException {
        copy.row(COLUMNS.size() + 4);
        copy.uuid(tenant);
        copy.bigint(batch);
        copy.integer(clientIds.get(event.client()));
        copy.trueOrNull(paths.isFolded(event.endpoint().path()));
        for (var column : COLUMNS) {
            column.value().accept(copy, event);
        }
    }

    private static Column text(String name, Function<Event, @Nullable String> text) {
        return new Column(name, (copy, event) -> copy.text(text.apply(event)));
    }

    private static @Nullable Long unlessOne(long quantity) {
        return quantity == 1 ? null : (Long) quantity;
    }

    private static <S, T> @Nullable T map(@Nullable S value, Function<S, T> function) {
        return value == null ? null : function.apply(value);
    }
}
