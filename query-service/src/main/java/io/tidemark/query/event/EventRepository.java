package io.tidemark.query.event;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.PackedId;
import io.tidemark.platform.limit.QueryDatabase;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads raw events. */
@ApplicationScoped
class EventRepository {

    // No index is sorted by time, so a window is read and sorted whole: the first ones are small, and often enough.
    private static final Duration FIRST_WINDOW = Duration.ofMinutes(1);
    private static final int GROWTH = 8;

    private static final int MICROSECONDS = 3;

    private final QueryDatabase database;

    EventRepository(QueryDatabase database) {
        this.database = database;
    }

    /** The newest events, newest first; one more than the limit, if there are so many. */
    Uni<List<Event>> list(EventQuery query) {
        return database.read(query.tenant(), tx -> read(tx, query, query.end(), FIRST_WINDOW, new ArrayList<>()));
    }

    private static Uni<List<Event>> read(
            SqlConnection tx, EventQuery query, Instant end, Duration width, List<Event> found) {
        if (!query.from().isBefore(end) || found.size() > query.limit()) {
            return Uni.createFrom().item(found);
        }
        var start = Duration.between(query.from(), end).compareTo(width) > 0 ? end.minus(width) : query.from();
        var statement = new EventStatement(query, start, end, query.limit() + 1 - found.size());
        return tx.preparedQuery(statement.sql())
                .mapping(EventRepository::toEvent)
                .execute(Tuple.from(statement.parameters()))
                .flatMap(rows -> {
                    rows.forEach(found::add);
                    return read(tx, query, start, width.multipliedBy(GROWTH), found);
                });
    }

    private static Event toEvent(Row row) {
        return new Event(
                row.getUUID("id"),
                row.getString("type"),
                row.getOffsetDateTime("time").toInstant(),
                row.getUUID("agent_id"),
                row.getString("agent_name"),
                row.getString("api"),
                row.getString("route"),
                row.getString("path"),
                row.getString("method"),
                row.getInteger("status"),
                row.getString("protocol"),
                row.getString("domain"),
                row.getString("environment"),
                row.getString("consumer"),
                row.getString("user_id"),
                groups(row.getString("groups")),
                millis(row.getLong("duration_us")),
                millis(row.getLong("overhead_us")),
                millis(row.getLong("backend_us")),
                row.getLong("bytes_in"),
                row.getLong("bytes_out"),
                row.getLong("quantity") == null ? 1 : row.getLong("quantity"),
                row.getString("country"),
                row.getString("browser"),
                row.getString("os"),
                row.getString("device"),
                row.getString("client_class"),
                row.getString("referrer"),
                row.getString("referrer_domain"),
                failure(row),
                id(row.getBuffer("request_id")),
                id(row.getBuffer("trace_id")),
                id(row.getBuffer("span_id")),
                row.getString("attributes_text"));
    }

    private static List<String> groups(@Nullable String groups) {
        return groups == null || groups.isEmpty() ? List.of() : List.of(groups.split("\n", -1));
    }

    private static @Nullable BigDecimal millis(@Nullable Long micros) {
        return micros == null ? null : BigDecimal.valueOf(micros, MICROSECONDS);
    }

    private static @Nullable String id(@Nullable Buffer packed) {
        return packed == null ? null : PackedId.unpack(packed.getBytes());
    }

    private static Event.@Nullable Failure failure(Row row) {
        var type = row.getString("error_type");
        var category = row.getString("error_category");
        return type == null && category == null
                ? null
                : new Event.Failure(type, row.getString("error_message"), category);
    }
}
