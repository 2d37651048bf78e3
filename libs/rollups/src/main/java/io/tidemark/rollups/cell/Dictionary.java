package io.tidemark.rollups.cell;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of one column, each of which has a number. Not thread-safe. */
final class Dictionary {

    private static final int INITIAL = 64;

    /** The number of no value. */
    static final int NULL = 0;

    private final Map<Object, Integer> ids = new HashMap<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private int[] ranks = {};

    /** Those that were sent, which are found without making a value of each. */
    private @Nullable SentValues sent;

    private int[] idsOfSent = {};
    private @Nullable Object last;
    private int lastId;

    Dictionary() {
        values.add(null);
    }

    int idOf(@Nullable Object value) {
        if (value == null) {
            return NULL;
        }
        // Neighbours often have the same.
        if (!value.equals(last)) {
            last = value;
            var known = ids.get(value);
            lastId = known == null ? add(value) : known;
        }
        return lastId;
    }

    /**
     * The number of an element that was sent.
     *
     * @param value makes a value of it, for which it is asked once
     */
    int idOf(SentArray element, Function<SentArray, Object> value) {
        if (sent == null) {
            sent = new SentValues();
        }
        var known = sent.size();
        var number = sent.numberOf(element);
        if (number == known) {
            if (number == idsOfSent.length) {
                idsOfSent = Arrays.copyOf(idsOfSent, Math.max(INITIAL, 2 * number));
            }
            idsOfSent[number] = idOf(value.apply(element));
        }
        return idsOfSent[number];
    }

    /** About how much memory those that were sent take. */
    long bytes() {
        return sent == null ? 0 : sent.bytes();
    }

    @Nullable
    Object value(int id) {
        return values.get(id);
    }

    /** Of each number, the place of its value in the order of values; no value comes first. */
    int[] ranks() {
        if (ranks.length != values.size()) {
            var order = new Integer[values.size()];
            Arrays.setAll(order, i -> i);
            Arrays.sort(order, 1, order.length, Comparator.comparing(this::comparable));
            ranks = new int[order.length];
            for (var rank = 0; rank < order.length; rank++) {
                ranks[order[rank]] = rank;
            }
        }
        return ranks;
    }

    private int add(Object value) {
        var id = values.size();
        values.add(value);
        ids.put(value, id);
        return id;
    }

    /** Texts of numbers would do as well: all that matters is that equal and similar values are neighbours. */
    private String comparable(int id) {
        return String.valueOf(values.get(id));
    }
}
