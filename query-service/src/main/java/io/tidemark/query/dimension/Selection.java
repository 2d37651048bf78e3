package io.tidemark.query.dimension;

import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.query.dimension.DimensionValues.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which of the values are shown: those that begin with the prefix, in any case, those with the most events first.
 *
 * @param after the last value of the page before
 */
record Selection(String prefix, Optional<Value> after, int limit) {

    private static final Comparator<Value> ORDER = Comparator.comparingLong(Value::count)
            .reversed()
            .thenComparing(Value::label)
            .thenComparing(Value::value);

    /**
     * The place that a cursor stands for.
     *
     * @throws io.tidemark.platform.problem.ProblemException 400 {@code INVALID_CURSOR} if it is none
     */
    static Value position(String cursor) {
        var values = Cursor.decode(cursor, 3);
        try {
            return new Value(values.get(2), values.get(1), Long.parseLong(values.get(0)));
        } catch (NumberFormatException e) {
            throw Cursor.malformed();
        }
    }

    Page<Value> of(Stream<Value> values) {
        var lower = prefix.toLowerCase(Locale.ROOT);
        var found = values.filter(
                        value -> value.label().toLowerCase(Locale.ROOT).startsWith(lower))
                .filter(value -> after.isEmpty() || ORDER.compare(value, after.get()) > 0)
                .sorted(ORDER)
                .limit(limit + 1L)
                .toList();
        return Page.of(found, limit, last -> List.of(Long.toString(last.count()), last.label(), last.value()));
    }
}
