package io.tidemark.query.ranking;

import static java.util.stream.Collectors.joining;

import io.tidemark.platform.paging.Cursor;
import io.tidemark.platform.paging.Page;
import io.tidemark.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of a list: a criterion, and which way. Written {@code requests}, or {@code -requests} for the largest first. */
public record Order<T, C extends Order.Criterion<T>>(C by, boolean descending) {

    /** What items can be sorted by; each kind of item has an enum of them. */
    public interface Criterion<T> {

        /** Its name in the request. */
        String label();

        Rank of(T item);
    }

    /**
     * The order that a request asks for.
     *
     * @throws ProblemException 400 that lists the criteria
     */
    public static <T, C extends Criterion<T>> Order<T, C> parse(
            @Nullable String text, C[] criteria, Order<T, C> otherwise) {
        if (text == null) {
            return otherwise;
        }
        var descending = text.startsWith("-");
        var label = descending ? text.substring(1) : text;
        return Arrays.stream(criteria)
                .filter(criterion -> criterion.label().equals(label))
                .findFirst()
                .map(criterion -> new Order<T, C>(criterion, descending))
                .orElseThrow(() -> ProblemException.invalid(
                        "sort",
                        "must be one of %s, with - before it for the largest first"
                                .formatted(Arrays.stream(criteria)
                                        .map(Criterion::label)
                                        .collect(joining(", ")))));
    }

    public String label() {
        return (descending ? "-" : "") + by.label();
    }

    /** Throws 400 unless the cursor, if there is one, is of this order. */
    public void check(@Nullable String cursor) {
        if (cursor != null) {
            parse(cursor);
        }
    }

    /**
     * A page of the items.
     *
     * @param cursor where it begins; null for the first
     * @throws ProblemException 400 if the cursor is not of this order
     */
    public Page<T> page(List<T> items, @Nullable String cursor, int limit) {
        Comparator<Rank> direction = descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
        var after = cursor == null ? null : parse(cursor);
        var found = items.stream()
                .map(item -> new Ranked<>(item, by.of(item)))
                .filter(item -> after == null || direction.compare(item.rank(), after) > 0)
                .sorted(Comparator.comparing(Ranked::rank, direction))
                .limit(limit + 1L)
                .toList();
        var shown = found.stream().limit(limit).map(Ranked::item).toList();
        return new Page<>(
                shown,
                found.size() <= limit ? null : cursor(found.get(limit - 1).rank()));
    }

    private String cursor(Rank last) {
        var values = new ArrayList<String>();
        values.add(label());
        values.addAll(last.values());
        return Cursor.encode(values);
    }

    private Rank parse(String cursor) {
        var values = Cursor.decode(cursor);
        if (values.size() < 2 || !values.getFirst().equals(label())) {
            throw Cursor.malformed();
        }
        return Rank.parse(values.subList(1, values.size()));
    }

    private record Ranked<T>(T item, Rank rank) {}
}
