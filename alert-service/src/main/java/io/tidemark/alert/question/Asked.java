package io.tidemark.alert.question;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is asked, whatever the window. Two of them that are equal have the same answer.
 *
 * @param filters lists of values by name; null stands for events without any
 */
public record Asked(
        String query, Map<String, Object> params, Map<String, List<@Nullable String>> filters, List<String> groupBy) {

    /** The same text for what is equal, in whatever order it was written. */
    public String text() {
        var sorted = new TreeMap<String, Object>(filters);
        return "%s %s %s %s".formatted(query, new TreeMap<>(params), sorted, groupBy);
    }
}
