package io.tidemark.questions;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The values of a filter in JSON: one value or a list; null for events without any. */
@RegisterForReflection
@Schema(
        type = SchemaType.ARRAY,
        implementation = String[].class,
        description = "A text, a number, true or false, null for events without any; or a list of these.")
public record FilterValues(List<@Nullable String> values) {

    static final int MOST = 100;

    /**
     * Reads what a request has.
     *
     * @throws IllegalArgumentException if it is anything else
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static FilterValues of(JsonNode json) {
        var values = new ArrayList<@Nullable String>();
        if (json.isArray()) {
            json.forEach(each -> values.add(text(each)));
        } else {
            values.add(text(json));
        }
        if (values.isEmpty() || values.size() > MOST) {
            throw new IllegalArgumentException("1 to %d values".formatted(MOST));
        }
        return new FilterValues(Collections.unmodifiableList(values));
    }

    /** In the order of the names. What JSON has as null became a null here, too. */
    public static Map<String, List<@Nullable String>> lists(@Nullable Map<String, @Nullable FilterValues> filters) {
        var lists = new TreeMap<String, List<@Nullable String>>();
        if (filters != null) {
            filters.forEach(
                    (name, sent) -> lists.put(name, sent == null ? Collections.singletonList(null) : sent.values()));
        }
        return lists;
    }

    private static @Nullable String text(JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isValueNode()
                || value.isFloatingPointNumber()
                || value.asText().indexOf('\0') >= 0) {
            throw new IllegalArgumentException("no value that an event can have");
        }
        return value.asText();
    }
}
