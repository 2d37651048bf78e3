package io.tidemark.rollups.roll;

import io.tidemark.rollups.Dimension;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** An event as it is stored, told by the values of its columns. */
record Happening(Instant time, String type, Map<String, Object> columns) {

    private static final UUID[] AGENTS = {new UUID(1, 1), new UUID(1, 2), new UUID(1, 3)};

    /** Few values of each column, so that cells are shared, and often none. */
    static Arbitrary<Happening> at(Arbitrary<Instant> times) {
        var types = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.just("request")),
                Tuple.of(1, Arbitraries.of("token_issuance", "token_failure", "own.kind")));
        return Combinators.combine(times, types, anyColumns()).as(Happening::new);
    }

    private static Arbitrary<Map<String, Object>> anyColumns() {
        return Arbitraries.randomValue(random -> {
            var columns = new TreeMap<String, Object>();
            put(random, columns, "api", "pay", "search");
            put(random, columns, "route", "/a", "/b/{id}", "a\"b,\\(c)");
            put(random, columns, "groups", "core", "core\nedge");
            put(random, columns, "method", "GET", "POST");
            put(random, columns, "status", 200, 204, 301, 404, 429, 503);
            put(random, columns, "error_type", "Timeout");
            put(random, columns, "error_category", "network");
            put(random, columns, "consumer", "c1", "c2");
            put(random, columns, "user_id", "u1", "u2", "");
            put(random, columns, "agent_id", (Object[]) AGENTS);
            put(random, columns, "domain", "a.example");
            put(random, columns, "country", "FR", "DE");
            put(random, columns, "protocol", "HTTP/2");
            put(random, columns, "environment", "prod", "test");
            put(random, columns, "client_id", 1, 2);
            put(random, columns, "path", "/a/1", "/a/2");
            put(random, columns, "path_folded", true);
            put(random, columns, "quantity", 0L, 2L, 500L);
            put(random, columns, "bytes_in", 0L, 1L, 70_000L);
            put(random, columns, "bytes_out", 0L, 5L);
            put(random, columns, "duration_us", 0L, 1L, 49_999L, 50_000L, 123_456L, 999_999L, 3_000_000L, 90_000_000L);
            put(random, columns, "overhead_us", 0L, 77L);
            put(random, columns, "backend_us", 1_000L, 2_000L);
            return columns;
        });
    }

    private static void put(Random random, Map<String, Object> columns, String name, Object... values) {
        var choice = random.nextInt(values.length + 1);
        if (choice < values.length) {
            columns.put(name, values[choice]);
        }
    }

    LocalDate utcDay() {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    /** For {@code jsonb_populate_recordset}. */
    JsonObject row(UUID tenant, long batch) {
        var row = new JsonObject()
                .put("tenant_id", tenant.toString())
                .put("id", UUID.randomUUID().toString())
                .put("time", time.toString())
                .put("day", utcDay().toString())
                .put("batch_id", batch)
                .put("type", type);
        columns.forEach((name, value) -> row.put(name, value instanceof UUID id ? id.toString() : value));
        return row;
    }

    @Nullable
    Long number(String column) {
        return columns.get(column) instanceof Number value ? (Long) value.longValue() : null;
    }

    boolean isRequest() {
        return type.equals("request");
    }

    boolean isError() {
        var status = number("status");
        return columns.containsKey("error_type") || (isRequest() && status != null && status >= 400);
    }

    /** The values of all dimensions, but NULL for those that are not among the given. */
    List<@Nullable String> values(Set<Dimension> dimensions) {
        var values = new ArrayList<@Nullable String>();
        for (var dimension : Dimension.values()) {
            values.add(dimensions.contains(dimension) ? value(dimension) : null);
        }
        return values;
    }

    private @Nullable String value(Dimension dimension) {
        return switch (dimension) {
            case ERROR -> String.valueOf(isError());
            case PATH -> columns.containsKey("path_folded") ? ":other" : text("path");
            case USER -> text("user_id");
            case AGENT -> text("agent_id");
            case CLIENT -> text("client_id");
            default -> text(dimension.name().toLowerCase(Locale.ROOT));
        };
    }

    private @Nullable String text(String column) {
        var value = columns.get(column);
        return value == null ? null : value.toString();
    }
}
