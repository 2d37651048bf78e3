package io.tidemark.ingest.cardinality;

import io.tidemark.events.Event;
import io.tidemark.platform.tier.OpenDimension;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through the events of one request. Nothing is allocated for values that are admitted. */
final class Judgement {

    private static final OpenDimension[] DIMENSIONS = OpenDimension.values();

    private final List<Event> events;
    private final TenantValues known;
    private final Fingerprints fingerprints;
    private final long now;
    private final Set<Value> unknown = new LinkedHashSet<>();
    private final Set<Value> told = new HashSet<>();
    private final Map<Integer, Set<OpenDimension>> folded = new HashMap<>();

    private Judgement(List<Event> events, TenantValues known, Fingerprints fingerprints, long now) {
        this.events = events;
        this.known = known;
        this.fingerprints = fingerprints;
        this.now = now;
    }

    /** @param now on the scale of {@link System#nanoTime} */
    static Judgement of(List<Event> events, TenantValues known, Fingerprints fingerprints, long now) {
        var judgement = new Judgement(events, known, fingerprints, now);
        for (var dimension : DIMENSIONS) {
            judgement.judge(dimension);
        }
        return judgement;
    }

    /** Values of which the database must be asked first. */
    Set<Value> unknown() {
        return unknown;
    }

    /** Values of which the database is to be told. */
    Set<Value> told() {
        return told;
    }

    /** The events as they are stored. Whatever is still unknown is not admitted. */
    List<Event> folded(FoldedValues counters) {
        if (folded.isEmpty()) {
            return events;
        }
        var stored = new ArrayList<>(events);
        folded.forEach((i, dimensions) -> {
            stored.set(i, Dimensions.fold(stored.get(i), dimensions));
            dimensions.forEach(counters::count);
        });
        return stored;
    }

    /** One dimension after the other: neighbours mostly have the same value, and what is known of it is at hand. */
    private void judge(OpenDimension dimension) {
        var values = known.of(dimension);
        var last = Event.OTHER;
        for (var i = 0; i < events.size(); i++) {
            var text = Dimensions.value(events.get(i), dimension);
            if (text == null || text.equals(last)) {
                continue;
            }
            if (isAdmitted(values, dimension, text)) {
                last = text;
            } else {
                folded.computeIfAbsent(i, first -> EnumSet.noneOf(OpenDimension.class))
                        .add(dimension);
            }
        }
    }

    private boolean isAdmitted(KnownDimension values, OpenDimension dimension, String text) {
        return switch (values.judge(fingerprints.of(text), now)) {
            case ADMITTED -> true;
            case ADMITTED_AND_TOLD -> {
                told.add(new Value(dimension, text));
                yield true;
            }
            case FOLDED -> false;
            case FOLDED_AND_ASKED -> {
                ask(told, dimension, text);
                yield false;
            }
            case UNKNOWN -> {
                ask(unknown, dimension, text);
                yield false;
            }
        };
    }

    private static void ask(Set<Value> questions, OpenDimension dimension, String text) {
        if (!Value.isTooLong(text)) {
            questions.add(new Value(dimension, text));
        }
    }
}
