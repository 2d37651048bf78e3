package io.tidemark.query.ranking;

import io.tidemark.platform.paging.Cursor;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a sorted list.
 *
 * @param value what the list is sorted by
 * @param key tells items of the same value apart; what is absent comes first
 */
public record Rank(BigDecimal value, List<String> key) implements Comparable<Rank> {

    private static final BigDecimal ABSENT = BigDecimal.ONE.negate();
    private static final Comparator<Rank> ORDER =
            Comparator.comparing(Rank::value).thenComparing(Rank::compareKeys);

    public Rank {
        key = List.copyOf(key);
    }

    /** A value that is absent ranks below all others, none of which is negative. */
    public static Rank of(@Nullable BigDecimal value, @Nullable String... key) {
        var parts = new ArrayList<String>();
        for (var part : key) {
            // Nothing is not an empty text.
            parts.add(part == null ? "" : "=" + part);
        }
        return new Rank(value == null ? ABSENT : value, parts);
    }

    @Override
    public int compareTo(Rank other) {
        return ORDER.compare(this, other);
    }

    static Rank parse(List<String> values) {
        try {
            return new Rank(new BigDecimal(values.getFirst()), values.subList(1, values.size()));
        } catch (NumberFormatException e) {
            throw Cursor.malformed();
        }
    }

    List<String> values() {
        var values = new ArrayList<String>();
        values.add(value.toPlainString());
        values.addAll(key);
        return values;
    }

    private static int compareKeys(Rank one, Rank other) {
        for (var i = 0; i < Math.min(one.key.size(), other.key.size()); i++) {
            var order = one.key.get(i).compareTo(other.key.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.key.size(), other.key.size());
    }
}
