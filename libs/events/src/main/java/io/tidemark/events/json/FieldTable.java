package io.tidemark.events.json;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields that an object may have, and how each is read.
 *
 * @param <T> what the fields are read into
 */
final class FieldTable<T> {

    /** Reads the value that the reader stands at. */
    @FunctionalInterface
    interface Reading<T> {
        void read(T target, FieldReader in) throws IOException;
    }

    private record Field<T>(long bit, Reading<T> reading) {}

    private final Map<String, Field<T>> fields = new HashMap<>();
    private final boolean open;

    private FieldTable(boolean open) {
        this.open = open;
    }

    /** Other fields are refused. */
    static <T> FieldTable<T> closed() {
        return new FieldTable<>(false);
    }

    /** Other fields are ignored. */
    static <T> FieldTable<T> open() {
        return new FieldTable<>(true);
    }

    /** At most 64 fields: each has a bit in the mask of those seen. */
    FieldTable<T> field(String name, Reading<T> reading) {
        fields.put(name, new Field<>(1L << fields.size(), reading));
        return this;
    }

    /** Reads the rest of the object that the reader is in. */
    void read(T target, FieldReader in) throws IOException {
        var seen = 0L;
        Set<String> others = null;
        for (var name = in.nextField(); name != null; name = in.nextField()) {
            var field = fields.get(name);
            if (field == null) {
                others = other(name, others, in);
            } else if ((seen & field.bit) != 0) {
                in.refuse("must not appear twice");
            } else {
                seen |= field.bit;
                field.reading.read(target, in);
            }
        }
    }

    private @Nullable Set<String> other(String name, @Nullable Set<String> others, FieldReader in) throws IOException {
        if (!open) {
            in.refuse("is not a known field");
            return others;
        }
        var names = others == null ? new HashSet<String>() : others;
        if (names.add(name)) {
            in.skip();
        } else {
            in.refuse("must not appear twice");
        }
        return names;
    }
}
