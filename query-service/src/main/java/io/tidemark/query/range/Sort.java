package io.tidemark.query.range;

import static java.util.stream.Collectors.joining;

import io.tidemark.platform.problem.ProblemException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The order of a list: a column, and which way. Written {@code calls}, or {@code -calls} for the largest first. */
public record Sort<C extends Enum<C> & Sort.Column>(C column, boolean descending) {

    /** What a list can be sorted by; a fixed set, so that its SQL can stand in a statement. */
    public interface Column {

        /** The name in {@code sort}. */
        String label();

        /** The expression that is sorted by; never null, or else a page could not begin there. */
        String sql();

        /** The type that its text is cast to. */
        String sqlType();

        /** Whether the text, which came in a cursor, is of that type. */
        boolean accepts(String value);
    }

    /**
     * The order that a request asks for.
     *
     * @throws ProblemException 400 that lists the columns
     */
    public static <C extends Enum<C> & Column> Sort<C> parse(@Nullable String text, C[] columns, Sort<C> otherwise) {
        if (text == null) {
            return otherwise;
        }
        var descending = text.startsWith("-");
        var label = descending ? text.substring(1) : text;
        return Arrays.stream(columns)
                .filter(column -> column.label().equals(label))
                .findFirst()
                .map(column -> new Sort<>(column, descending))
                .orElseThrow(() -> ProblemException.invalid(
                        "sort",
                        "must be one of %s, with - before it for the largest first"
                                .formatted(Arrays.stream(columns)
                                        .map(Column::label)
                                        .collect(joining(", ")))));
    }

    public String label() {
        return (descending ? "-" : "") + column.label();
    }

    /** {@code ASC} or {@code DESC}. */
    public String direction() {
        return descending ? "DESC" : "ASC";
    }

    /** Compares a row with the one that a page begins after. */
    public String beyond() {
        return descending ? "<" : ">";
    }
}
