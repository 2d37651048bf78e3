package io.tidemark.bench.query;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Attributes as columns of {@code raw_event}, and conditions on them. */
final class RawColumn {

    private RawColumn() {}

    /** An expression; of groups, one group of a lateral join. */
    static String of(Attribute attribute) {
        return switch (attribute) {
            case API,
                    ROUTE,
                    CONSUMER,
                    METHOD,
                    DOMAIN,
                    COUNTRY,
                    PROTOCOL,
                    ENVIRONMENT,
                    TYPE,
                    BROWSER,
                    OS,
                    DEVICE,
                    PATH -> attribute.apiName();
            case GROUP -> "group_name";
            case AGENT -> "agent_id";
            case USER -> "user_id";
            case STATUS -> "status";
            case STATUS_CLASS -> "status / 100 || 'xx'";
            case CLIENT_CLASS -> "client_class";
            case ERROR -> "error";
            case ERROR_TYPE -> "error_type";
            case ERROR_CATEGORY -> "error_category";
        };
    }

    /** The condition that a filter is; its values are parameters. */
    static String condition(Filter filter, List<Object> parameters) {
        var alternatives = new ArrayList<String>();
        for (var value : filter.values()) {
            alternatives.add(
                    value == null ? absent(filter.attribute()) : present(filter.attribute(), value, parameters));
        }
        var any = String.join(" OR ", alternatives);
        return filter.negated() ? "(%s) IS NOT TRUE".formatted(any) : "(%s)".formatted(any);
    }

    private static String absent(Attribute attribute) {
        return (attribute == Attribute.GROUP ? "groups" : of(attribute)) + " IS NULL";
    }

    private static String present(Attribute attribute, String value, List<Object> parameters) {
        return switch (attribute) {
            // So that partial indexes and those of arrays can be used.
            case ERROR -> value.equals("true") ? "error" : "NOT error";
            case GROUP -> bound("groups @> ARRAY[?]::text[]", value, parameters);
            case STATUS -> bound("status = ?", Integer.valueOf(value), parameters);
            case STATUS_CLASS -> {
                int from = 100 * Integer.parseInt(value.substring(0, 1));
                parameters.add(from);
                parameters.add(from + 100);
                yield "status >= ? AND status < ?";
            }
            case AGENT -> bound("agent_id = ?::uuid", value, parameters);
            default -> bound(of(attribute) + " = ?", value, parameters);
        };
    }

    private static String bound(String condition, Object value, List<Object> parameters) {
        parameters.add(Objects.requireNonNull(value));
        return condition;
    }
}
