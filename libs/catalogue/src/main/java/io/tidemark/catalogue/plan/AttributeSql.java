package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Attributes as SQL over cells {@code c}, with their client {@code k} and one of their groups {@code g}. */
final class AttributeSql {

    private static final int CLASS = 100;
    private static final String GROUPS = "c.groups";

    private AttributeSql() {}

    /** What to group by. */
    static String expression(Attribute attribute) {
        var column = "c."
                + attribute.dimension().map(dimension -> dimension.column()).orElse("type");
        return switch (attribute.kind()) {
            case TEXT, NUMBER, BOOLEAN, UUID -> column;
            case CLASS -> "CASE WHEN c.type = 'request' THEN %s / %d END".formatted(column, CLASS);
            case SET -> "g.name";
            case CLIENT -> "k." + clientColumn(attribute);
        };
    }

    /** The value, or the whole set of values. */
    static String whole(Attribute attribute) {
        return attribute == Attribute.GROUP ? GROUPS : expression(attribute);
    }

    /**
     * An aggregate that counts the different values in {@code d}, the column of {@link #whole}.
     *
     * @param once whether none comes twice: to sort them, as DISTINCT does, would take longer than all the rest
     */
    static String different(Attribute attribute, boolean once) {
        if (attribute == Attribute.GROUP) {
            return "(SELECT count(DISTINCT name) FROM unnest(string_to_array(string_agg(d, E'\\n'), E'\\n')) AS g (name))";
        }
        return once ? "count(d)" : "count(DISTINCT d)";
    }

    /** The value as the reader of the answer knows it. */
    static String text(Attribute attribute, String value) {
        return switch (attribute.kind()) {
            case TEXT, SET, CLIENT -> value;
            case NUMBER, BOOLEAN, UUID -> value + "::text";
            case CLASS -> "(" + value + " || 'xx')";
        };
    }

    /** What these attributes need joined to the cells. */
    static String joins(Stream<Attribute> attributes) {
        return attributes
                .map(attribute -> switch (attribute.kind()) {
                    case CLIENT -> "\n  LEFT JOIN client AS k ON k.id = c.client_id";
                    case SET -> "\n  LEFT JOIN LATERAL unnest(string_to_array(c.groups, E'\\n')) AS g (name) ON true";
                    case TEXT, NUMBER, BOOLEAN, UUID, CLASS -> "";
                })
                .distinct()
                .collect(joining());
    }

    /** A condition that is true for what passes, and never NULL if it is negated. */
    static String condition(Filter filter, Parameters parameters) {
        var positive = Stream.concat(
                        filter.present().isEmpty() ? Stream.empty() : Stream.of(isOneOf(filter, parameters)),
                        filter.includesAbsent() ? Stream.of(isAbsent(filter.attribute())) : Stream.empty())
                .collect(joining(" OR "));
        if (filter.negated()) {
            return "(" + positive + ") IS NOT TRUE";
        }
        return filter.values().size() > 1 && filter.includesAbsent() ? "(" + positive + ")" : positive;
    }

    /** Whether one of the groups is among these. */
    static String isInGroups(List<String> groups, Parameters parameters) {
        if (groups.size() == 1 && isOneLine(groups.getFirst())) {
            // Takes half of the time of an array for each cell.
            return "strpos(E'\\n' || c.groups || E'\\n', %s::text) > 0"
                    .formatted(parameters.bind('\n' + groups.getFirst() + '\n'));
        }
        return "string_to_array(c.groups, E'\\n') && %s::text[]".formatted(parameters.bind(groups, String[]::new));
    }

    /** As all groups are; others would match where two meet. */
    private static boolean isOneLine(String group) {
        return !group.isEmpty() && group.indexOf('\n') < 0;
    }

    private static String isOneOf(Filter filter, Parameters parameters) {
        var values = filter.present();
        var attribute = filter.attribute();
        return switch (attribute.kind()) {
            case SET -> isInGroups(values, parameters);
            case TEXT, CLIENT -> isAny(attribute, values, String[]::new, "text", parameters);
            case UUID -> isAny(attribute, parsed(values, UUID::fromString), UUID[]::new, "uuid", parameters);
            case BOOLEAN -> isAny(attribute, parsed(values, Boolean::valueOf), Boolean[]::new, "boolean", parameters);
            case NUMBER -> isAny(attribute, parsed(values, Short::valueOf), Short[]::new, "smallint", parameters);
            case CLASS ->
                isAny(
                        attribute,
                        parsed(values, value -> Short.valueOf(value.substring(0, 1))),
                        Short[]::new,
                        "smallint",
                        parameters);
        };
    }

    /** For each cell, one value is compared faster than a set of one. */
    private static <T> String isAny(
            Attribute attribute, List<T> values, IntFunction<T[]> array, String type, Parameters parameters) {
        return values.size() == 1
                ? "%s = %s::%s".formatted(expression(attribute), parameters.bind(values.getFirst()), type)
                : "%s = ANY (%s::%s[])".formatted(expression(attribute), parameters.bind(values, array), type);
    }

    private static <T> List<T> parsed(List<String> values, Function<String, T> parse) {
        return values.stream().map(parse).toList();
    }

    private static String isAbsent(Attribute attribute) {
        return whole(attribute) + " IS NULL";
    }

    private static String clientColumn(Attribute attribute) {
        return attribute == Attribute.CLIENT_CLASS ? "client_class" : attribute.apiName();
    }
}
