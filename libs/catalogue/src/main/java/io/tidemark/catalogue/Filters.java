package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The filters of a question as they are written. */
public final class Filters {

    private Filters() {}

    /**
     * Filters by name; a name that begins with {@code !} is negated.
     *
     * @param values any of which an event may have; null stands for events without the attribute
     * @throws QuestionException with field {@code filters.<name>}
     */
    public static List<Filter> parse(Map<String, ? extends List<@Nullable String>> values) {
        return values.entrySet().stream()
                .map(entry -> parse(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Filter parse(String name, List<@Nullable String> values) {
        var negated = name.startsWith("!");
        var attribute = Attribute.find(negated ? name.substring(1) : name)
                .orElseThrow(() -> new QuestionException("filters." + name, "UNKNOWN_FILTER", "no such filter"));
        try {
            return new Filter(
                    attribute,
                    values.stream().map(value -> asKept(attribute, value)).toList(),
                    negated);
        } catch (IllegalArgumentException e) {
            throw new QuestionException("filters." + name, "INVALID_FILTER", Objects.toString(e.getMessage()));
        }
    }

    /** Events have it so, however it was sent. */
    private static @Nullable String asKept(Attribute attribute, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return switch (attribute) {
            case COUNTRY, METHOD -> value.toUpperCase(Locale.ROOT);
            case DOMAIN -> value.toLowerCase(Locale.ROOT);
            default -> value;
        };
    }
}
