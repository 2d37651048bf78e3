package io.tidemark.ingest.flush;

import io.tidemark.events.Agent;
import io.tidemark.events.Event;
import io.tidemark.events.Failure;
import io.tidemark.events.client.Client;
import io.tidemark.events.referrer.ReferrerClass;
import io.tidemark.ingest.agent.AgentSighting;
import io.tidemark.ingest.flush.Flush.Claim;
import io.tidemark.ingest.flush.Flush.Row;
import io.vertx.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The arrays that {@link FlushRepository} unnests, one a column, in the order of its statement. */
final class FlushParameters {

    private final List<@Nullable Object> values = new ArrayList<>(43);

    private FlushParameters() {}

    static Tuple of(Flush flush, List<AgentSighting> agents, Function<Client, @Nullable Integer> clientIds) {
        var parameters = new FlushParameters();
        parameters.addClaims(flush.claims());
        parameters.addAgents(agents);
        parameters.addKeysAndNumbers(flush.rows());
        parameters.addOf(flush.rows(), Integer[]::new, event -> clientIds.apply(event.client()));
        parameters.addCalls(flush.rows());
        parameters.addFailures(flush.rows());
        return Tuple.tuple(parameters.values);
    }

    private void addClaims(List<Claim> claims) {
        add(claims, UUID[]::new, Claim::tenant);
        add(claims, UUID[]::new, Claim::id);
    }

    private void addAgents(List<AgentSighting> agents) {
        add(agents, UUID[]::new, AgentSighting::tenant);
        add(agents, UUID[]::new, AgentSighting::agent);
        add(agents, String[]::new, AgentSighting::name);
        add(agents, OffsetDateTime[]::new, agent -> timestamp(agent.namedAt()));
    }

    private void addKeysAndNumbers(List<Row> rows) {
        add(rows, UUID[]::new, Row::tenant);
        addOf(rows, UUID[]::new, Event::id);
        addOf(rows, OffsetDateTime[]::new, event -> timestamp(event.time()));
        addOf(rows, Boolean[]::new, Event::timed);
        addOf(rows, LocalDate[]::new, Event::day);
        addOf(rows, Long[]::new, event -> unlessOne(event.measures().quantity()));
        addOf(rows, Short[]::new, event -> map(event.status(), Integer::shortValue));
        addOf(rows, UUID[]::new, event -> map(event.agent(), Agent::id));
        addOf(rows, Long[]::new, event -> event.measures().durationMicros());
        addOf(rows, Long[]::new, event -> event.measures().overheadMicros());
        addOf(rows, Long[]::new, event -> event.measures().backendMicros());
        addOf(rows, Long[]::new, event -> event.measures().bytesIn());
        addOf(rows, Long[]::new, event -> event.measures().bytesOut());
        addOf(rows, Long[]::new, event -> event.caller().visitor());
    }

    private void addCalls(List<Row> rows) {
        addOf(rows, String[]::new, Event::type);
        addOf(rows, String[]::new, event -> event.endpoint().method());
        addOf(rows, String[]::new, event -> event.endpoint().api());
        addOf(rows, String[]::new, event -> event.endpoint().route());
        addOf(rows, String[]::new, event -> event.endpoint().path());
        addOf(rows, String[]::new, event -> event.endpoint().protocol());
        addOf(rows, String[]::new, event -> event.endpoint().domain());
        addOf(rows, String[]::new, event -> event.endpoint().environment());
        addOf(rows, String[]::new, event -> event.caller().consumer());
        addOf(rows, String[]::new, event -> event.caller().user());
        addOf(rows, String[]::new, event -> event.endpoint().groups());
        addOf(rows, String[]::new, event -> event.caller().country());
        addOf(rows, String[]::new, event -> map(event.referrer().referrerClass(), ReferrerClass::code));
        addOf(rows, String[]::new, event -> event.referrer().domain());
    }

    private void addFailures(List<Row> rows) {
        addOf(rows, String[]::new, event -> map(event.failure(), Failure::type));
        addOf(rows, String[]::new, event -> map(event.failure(), Failure::message));
        addOf(rows, String[]::new, Event::errorCategory);
        addOf(rows, Buffer[]::new, event -> map(event.correlation().requestId(), Buffer::buffer));
        addOf(rows, Buffer[]::new, event -> map(event.correlation().traceId(), Buffer::buffer));
        addOf(rows, Buffer[]::new, event -> map(event.correlation().spanId(), Buffer::buffer));
        addOf(rows, String[]::new, Event::attributes);
        addOf(rows, Boolean[]::new, event -> event.endpoint().pathFolded() ? Boolean.TRUE : null);
    }

    private <T extends @Nullable Object> void addOf(
            List<Row> rows, IntFunction<@Nullable T[]> array, Function<Event, @Nullable T> value) {
        add(rows, array, row -> value.apply(row.event()));
    }

    private <S, T> void add(Collection<S> sources, IntFunction<@Nullable T[]> array, Function<S, @Nullable T> value) {
        var column = array.apply(sources.size());
        var i = 0;
        for (var source : sources) {
            column[i++] = value.apply(source);
        }
        values.add(column);
    }

    /** One is what nearly every event counts for, and is not stored. */
    private static @Nullable Long unlessOne(long quantity) {
        return quantity == 1 ? null : (Long) quantity;
    }

    private static <S, T> @Nullable T map(@Nullable S value, Function<S, T> function) {
        return value == null ? null : function.apply(value);
    }

    private static @Nullable OffsetDateTime timestamp(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
