package io.tidemark.importer.line;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of one line by NGINX variable name. Empty values and {@code -} count as absent. */
final class Variables {

    private final Map<String, String> values = new HashMap<>();

    /** Keeps the first value of a name. */
    void put(String name, @Nullable String value) {
        if (value != null && !value.isEmpty() && !value.equals("-")) {
            values.putIfAbsent(name, value);
        }
    }

    /** Returns the value of the first of the names that has one. */
    @Nullable
    String first(String... names) {
        for (var name : names) {
            var value = values.get(name);
            if (value != null) {
                return value;
            }
        }
        return null;
    }
}
