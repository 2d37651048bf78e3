package io.tidemark.catalogue;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Cell;
import io.tidemark.catalogue.plan.Scope;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What keys are called: agents have names, all else is called what it is. */
final class Names {

    private static final String ABSENT = "(none)";

    private final List<Attribute> attributes;
    private final Map<String, String> agents;

    private Names(List<Attribute> attributes, Map<String, String> agents) {
        this.attributes = attributes;
        this.agents = agents;
    }

    /** Those of the cells' keys. */
    static Uni<Names> find(SqlConnection tx, Scope scope, List<Attribute> attributes, List<Cell> cells) {
        var position = attributes.indexOf(Attribute.AGENT);
        var ids = position < 0
                ? new UUID[0]
                : cells.stream()
                        .filter(cell -> !cell.rest())
                        .map(cell -> cell.key().get(position))
                        .filter(Objects::nonNull)
                        .distinct()
                        .map(UUID::fromString)
                        .toArray(UUID[]::new);
        if (ids.length == 0) {
            return Uni.createFrom().item(new Names(attributes, Map.of()));
        }
        return tx.preparedQuery("""
                SELECT id, name
                  FROM agent
                 WHERE tenant_id = $1
                   AND id = ANY ($2)
                   AND name IS NOT NULL""").execute(Tuple.of(scope.tenant(), ids)).map(rows -> {
            var agents = new HashMap<String, String>();
            rows.forEach(row -> agents.put(row.getUUID("id").toString(), row.getString("name")));
            return new Names(attributes, agents);
        });
    }

    /** One text for the key; of a single attribute its value, which may be null. */
    static @Nullable String joined(List<@Nullable String> key) {
        return key.size() == 1
                ? key.getFirst()
                : key.stream().map(value -> value == null ? ABSENT : value).collect(Collectors.joining(" · "));
    }

    /** The key for people. */
    String label(List<@Nullable String> key) {
        var parts = new ArrayList<String>();
        IntStream.range(0, key.size()).forEach(i -> parts.add(name(attributes.get(i), key.get(i))));
        return String.join(" · ", parts);
    }

    private String name(Attribute attribute, @Nullable String value) {
        if (value == null) {
            return ABSENT;
        }
        return attribute == Attribute.AGENT ? agents.getOrDefault(value, value) : value;
    }
}
