package io.tidemark.catalogue.plan;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Attributes of cells in memory: what {@link AttributeSql} is for those that PostgreSQL adds up. */
final class AttributeText {

    private static final int CLASS = 100;
    private static final String REQUEST = "request";

    private AttributeText() {}

    /** Whether it can be told from the cell alone, and a cell has one value of it. */
    static boolean isTold(Attribute attribute) {
        return switch (attribute.kind()) {
            case TEXT, NUMBER, BOOLEAN, UUID, CLASS -> true;
            case SET, CLIENT -> false;
        };
    }

    /**
     * The value as the reader of the answer knows it.
     *
     * @param value of the attribute's dimension, in the type of its column; nothing if it has none
     */
    static @Nullable String of(Attribute attribute, String type, @Nullable Object value) {
        if (attribute == Attribute.TYPE) {
            return type;
        }
        if (value == null) {
            return null;
        }
        return switch (attribute.kind()) {
            case CLASS -> type.equals(REQUEST) ? (Short) value / CLASS + "xx" : null;
            case TEXT, NUMBER, BOOLEAN, UUID -> value.toString();
            case SET, CLIENT -> throw new IllegalArgumentException("not told by a cell: " + attribute);
        };
    }

    /** A condition of the value as {@link #of} answers it; of groups, the whole set. */
    static Predicate<@Nullable String> condition(Filter filter) {
        var values = filter.present().stream()
                .map(value -> canonical(filter.attribute(), value))
                .collect(Collectors.toUnmodifiableSet());
        return value -> filter.negated() != isOneOf(filter, values, value);
    }

    /** Whether one of the groups is among these. */
    static boolean isInGroups(Set<String> groups, @Nullable String all) {
        return all != null && !all.isEmpty() && Stream.of(all.split("\n", -1)).anyMatch(groups::contains);
    }

    private static boolean isOneOf(Filter filter, Set<String> values, @Nullable String value) {
        if (value == null) {
            return filter.includesAbsent();
        }
        return filter.attribute() == Attribute.GROUP ? isInGroups(values, value) : values.contains(value);
    }

    /** Filters may be written in other ways than values are. */
    private static String canonical(Attribute attribute, String value) {
        return switch (attribute.kind()) {
            case NUMBER -> Short.valueOf(value).toString();
            case UUID -> value.toLowerCase(Locale.ROOT);
            case TEXT, BOOLEAN, CLASS, SET, CLIENT -> value;
        };
    }

    /** The order of PostgreSQL's {@code COLLATE "C" NULLS FIRST}, value by value: by code point. */
    static int compare(List<@Nullable String> key, List<@Nullable String> other) {
        for (var i = 0; i < key.size(); i++) {
            var order = compare(key.get(i), other.get(i));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    private static int compare(@Nullable String value, @Nullable String other) {
        if (value == null || other == null) {
            return Boolean.compare(value != null, other != null);
        }
        var shorter = Math.min(value.length(), other.length());
        for (var i = 0; i < shorter; i++) {
            if (value.charAt(i) != other.charAt(i)) {
                return Integer.compare(rank(value.charAt(i)), rank(other.charAt(i)));
            }
        }
        return Integer.compare(value.length(), other.length());
    }

    /** Surrogates stand for code points beyond all other characters. */
    private static int rank(char character) {
        return Character.isSurrogate(character) ? character + Character.MAX_VALUE : character;
    }
}
