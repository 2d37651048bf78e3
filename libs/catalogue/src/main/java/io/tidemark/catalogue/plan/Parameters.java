package io.tidemark.catalogue.plan;

import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The values of a statement; none is ever part of its text, and none is sent twice. */
final class Parameters {

    private final Map<Object, String> placeholders = new LinkedHashMap<>();
    private final List<Object> values = new ArrayList<>();

    /** The placeholder of a value. */
    String bind(Object value) {
        return bind(value, value);
    }

    String bind(Instant instant) {
        return bind(instant, utc(instant)) + "::timestamptz";
    }

    String bind(List<Instant> instants) {
        var array = instants.stream().map(Parameters::utc).toArray(OffsetDateTime[]::new);
        return bind(instants, array) + "::timestamptz[]";
    }

    <T> String bind(List<T> list, IntFunction<T[]> array) {
        return bind(list, list.toArray(array));
    }

    List<Object> values() {
        return List.copyOf(values);
    }

    Tuple tuple() {
        return Tuple.wrap(new ArrayList<>(values));
    }

    private String bind(Object key, Object value) {
        return placeholders.computeIfAbsent(key, fresh -> {
            values.add(value);
            return "$" + values.size();
        });
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
