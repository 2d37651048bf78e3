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

    /** The number of no value. */
    static final int NULL = 0;

    private final Map<Object, Integer> ids = new HashMap<>();
    private final List<@Nullable Object> values = new ArrayList<>();
    private int[] ranks = {};

    /** Those that were sent, which are found without making a value of each. */
    private final SentValues sent = new SentValues();

    private int[] idsOfSent = new int[64];
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
            lastId = ids.computeIfAbsent(value, this::add);
        }
        return lastId;
    }

    /**
     * The number of an element that was sent.
     *
     * @param value makes a value of it, for which it is asked once
     */
    int idOf(SentArray element, Function<SentArray, Object> value) {
        var number = sent.find(element);
        if (number != SentValues.NONE) {
            return idsOfSent[number];
        }
        var added = sent.add(element);
        if (added == idsOfSent.length) {
            idsOfSent = Arrays.copyOf(idsOfSent, 2 * added);
        }
        idsOfSent[added] = idOf(value.apply(element));
        return idsOfSent[added];
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
        values.add(value);
        return values.size() - 1;
    }

    /** Texts of numbers would do as well: all that matters is that equal and similar values are neighbours. */
    private String comparable(int id) {
        return String.valueOf(values.get(id));
    }
}
