package io.tidemark.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks the fields of one event and collects what is wrong, so that its sender learns all of it at once. */
final class FieldChecks {

    static final int LONG_TEXT = 4096;

    private static final int TEXT = 256;
    private static final String DELIMITERS = "\"(),/:;<=>?@[\\]{}";
    private static final int MAX_GROUPS = 32;
    private static final int MAX_TYPE = 64;
    private static final int MAX_METHOD = 32;
    private static final double MAX_DURATION_MS = 31 * 86_400_000.0;
    private static final long MAX_AMOUNT = 1_000_000_000_000_000L;

    private @Nullable List<FieldError> errors;

    List<FieldError> errors() {
        return errors == null ? List.of() : errors;
    }

    void reject(String field, String message) {
        if (errors == null) {
            errors = new ArrayList<>();
        }
        errors.add(new FieldError(field, message));
    }

    /** Empty is as good as absent: gateways write "" for what they don't know. */
    @Nullable
    String text(String field, @Nullable String value) {
        return text(field, value, TEXT);
    }

    @Nullable
    String text(String field, @Nullable String value, int max) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (isLonger(value, max)) {
            reject(field, "must have at most " + max + " characters");
            return null;
        }
        return value;
    }

    /** Characters of Unicode, as JSON schemas count them: one beyond the basic plane takes two of Java's. */
    static boolean isLonger(String value, int max) {
        return value.length() > max && value.codePointCount(0, value.length()) > max;
    }

    /**
     * Of what is classified and never stored the beginning says enough. Clients send it, and no client shall keep its
     * requests from being counted.
     */
    static @Nullable String beginning(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        return value.length() > LONG_TEXT ? value.substring(0, LONG_TEXT) : value;
    }

    String type(@Nullable String value) {
        if (value == null) {
            return "request";
        }
        if (!isType(value)) {
            reject("type", "must match [a-z][a-z0-9_.]{0,63}");
        }
        return value;
    }

    private static boolean isType(String value) {
        if (value.isEmpty() || value.length() > MAX_TYPE || value.charAt(0) < 'a' || value.charAt(0) > 'z') {
            return false;
        }
        for (var i = 1; i < value.length(); i++) {
            var c = value.charAt(i);
            if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_' && c != '.') {
                return false;
            }
        }
        return true;
    }

    @Nullable
    UUID agentId(@Nullable String value) {
        if (value == null) {
            return null;
        }
        var uuid = CanonicalUuid.parse(value);
        if (uuid == null) {
            reject("agentId", "must be a UUID");
        } else if (uuid.equals(CanonicalUuid.NIL)) {
            reject("agentId", "must not be the nil UUID");
        }
        return uuid;
    }

    @Nullable
    String method(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() > MAX_METHOD || !isToken(value)) {
            reject("method", "must be a token of 1 to 32 characters");
            return null;
        }
        return Methods.known(value.toUpperCase(Locale.ROOT));
    }

    @Nullable
    String country(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return null;
        }
        if (value.length() != 2 || !isLetters(value)) {
            reject("country", "must be two letters");
            return null;
        }
        return value.toUpperCase(Locale.ROOT);
    }

    /** A token of RFC 9110, 5.6.2. */
    private static boolean isToken(String value) {
        for (var i = 0; i < value.length(); i++) {
            var c = value.charAt(i);
            if (c <= ' ' || c >= 0x7F || DELIMITERS.indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetters(String value) {
        for (var i = 0; i < value.length(); i++) {
            var lower = value.charAt(i) | 0x20;
            if (lower < 'a' || lower > 'z') {
                return false;
            }
        }
        return true;
    }

    @Nullable
    Integer status(@Nullable Integer value) {
        if (value != null && value != 0 && (value < 100 || value > 599)) {
            reject("status", "must be 0 or 100 to 599");
        }
        return value;
    }

    /** The canonical text of a set: sorted, distinct, separated by line feeds. */
    @Nullable
    String groups(@Nullable List<String> values) {
        if (values == null || values.isEmpty()) {
            return null;
        }
        if (values.size() > MAX_GROUPS) {
            reject("groups", "must have at most " + MAX_GROUPS + " entries");
            return null;
        }
        if (values.size() == 1) {
            return group(values.getFirst());
        }
        var distinct = new TreeSet<String>();
        for (var value : values) {
            var group = group(value);
            if (group != null) {
                distinct.add(group);
            }
        }
        return distinct.isEmpty() ? null : String.join("\n", distinct);
    }

    private @Nullable String group(String value) {
        var group = text("groups", value);
        if (group != null && group.indexOf('\n') >= 0) {
            reject("groups", "must not contain line feeds");
            return null;
        }
        return group;
    }

    @Nullable
    Long micros(String field, @Nullable Double millis) {
        if (millis == null) {
            return null;
        }
        if (!(millis >= 0 && millis <= MAX_DURATION_MS)) {
            reject(field, "must be 0 to 31 days, in milliseconds");
            return null;
        }
        return Math.round(millis * 1000);
    }

    @Nullable
    Long amount(String field, @Nullable Long value) {
        if (value != null && (value < 0 || value > MAX_AMOUNT)) {
            reject(field, "must be 0 to 10^15");
        }
        return value;
    }
}
