package io.tidemark.query.event;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.rollups.Events;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Which raw events may be seen and pass the filters, as SQL over rows of {@code event}.
 *
 * @param bind takes the value of a parameter and gives its name
 */
public record EventConditions(Function<Object, String> bind) {

    /** Conditions of which all must hold. */
    public List<String> of(Optional<Set<String>> teams, List<Filter> filters) {
        var conditions = new ArrayList<String>();
        teams.ifPresent(groups -> conditions.add(inGroups(List.copyOf(groups))));
        filters.forEach(filter -> conditions.add(condition(filter)));
        return conditions;
    }

    /** True or false, never NULL: negated, it lets through events without the attribute, unless these are named. */
    private String condition(Filter filter) {
        var present = filter.values().stream().filter(Objects::nonNull).toList();
        var alternatives = new ArrayList<String>();
        if (!present.isEmpty()) {
            alternatives.add("coalesce(%s, false)".formatted(equality(filter.attribute(), present)));
        }
        if (filter.values().contains(null)) {
            alternatives.add(expression(filter.attribute()) + " IS NULL");
        }
        return (filter.negated() ? "NOT (" : "(") + String.join(" OR ", alternatives) + ")";
    }

    private String equality(Attribute attribute, List<String> values) {
        return switch (attribute) {
            case GROUP -> inGroups(values);
            case AGENT -> "agent_id = ANY (%s::uuid[])".formatted(bind.apply(uuids(values)));
            case STATUS -> "status = ANY (%s::integer[])".formatted(bind.apply(numbers(values)));
            default -> "%s = ANY (%s::text[])".formatted(expression(attribute), bind.apply(texts(values)));
        };
    }

    private String inGroups(List<String> groups) {
        return "string_to_array(groups, E'\\n') && %s::text[]".formatted(bind.apply(texts(groups)));
    }

    /** The attribute of an event as text. */
    private static String expression(Attribute attribute) {
        return switch (attribute) {
            case GROUP -> "nullif(groups, '')";
            case STATUS_CLASS -> "(" + Events.STATUS_CLASS + ")::text || 'xx'";
            case ERROR -> Events.ERROR + "::text";
            case TYPE -> "type";
            case BROWSER -> ofClient("browser");
            case OS -> ofClient("os");
            case DEVICE -> ofClient("device");
            case CLIENT_CLASS -> ofClient("client_class");
            // The drill-down shows the path itself, beyond the cap, too.
            case PATH -> "path";
            default -> attribute.dimension().orElseThrow().ofEvent();
        };
    }

    private static String ofClient(String column) {
        return "(SELECT %1$s FROM client WHERE client.id = client_id)".formatted(column);
    }

    private static String[] texts(List<String> values) {
        return values.toArray(String[]::new);
    }

    private static UUID[] uuids(List<String> values) {
        return values.stream().map(UUID::fromString).toArray(UUID[]::new);
    }

    private static Integer[] numbers(List<String> values) {
        return values.stream().map(Integer::valueOf).toArray(Integer[]::new);
    }
}
