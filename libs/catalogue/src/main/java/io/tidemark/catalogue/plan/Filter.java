package io.tidemark.catalogue.plan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets through the events that have one of the values, or, negated, all others. The value null stands for events without
 * the attribute.
 */
public record Filter(Attribute attribute, List<@Nullable String> values, boolean negated) {

    private static final Pattern STATUS = Pattern.compile("\\d{1,4}");
    private static final Pattern STATUS_CLASS = Pattern.compile("\\dxx");

    /** @throws IllegalArgumentException if a value can never occur */
    public Filter {
        values = Collections.unmodifiableList(new ArrayList<>(values));
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no value");
        }
        for (var value : values) {
            check(attribute, value);
        }
    }

    public static Filter of(Attribute attribute, @Nullable String... values) {
        return new Filter(attribute, Arrays.asList(values), false);
    }

    public static Filter not(Attribute attribute, @Nullable String... values) {
        return new Filter(attribute, Arrays.asList(values), true);
    }

    /** The values other than null. */
    List<String> present() {
        return values.stream()
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** The one value that passes, if there is but one. */
    Optional<String> only() {
        return negated || values.size() > 1
                ? Optional.empty()
                : present().stream().findFirst();
    }

    boolean includesAbsent() {
        return values.contains(null);
    }

    private static void check(Attribute attribute, @Nullable String value) {
        if (value == null) {
            return;
        }
        switch (attribute.kind()) {
            case NUMBER -> require(STATUS.matcher(value).matches(), "not a status: " + value);
            case CLASS -> require(STATUS_CLASS.matcher(value).matches(), "not a class such as 5xx: " + value);
            case BOOLEAN -> require(value.equals("true") || value.equals("false"), "neither true nor false: " + value);
            case UUID -> require(isUuid(value), "not a UUID: " + value);
            case TEXT, SET, CLIENT -> {
                // any text
            }
        }
    }

    private static boolean isUuid(String value) {
        try {
            return UUID.fromString(value).toString().equalsIgnoreCase(value);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
