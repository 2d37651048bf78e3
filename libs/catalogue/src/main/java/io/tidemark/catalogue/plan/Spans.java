package io.tidemark.catalogue.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Spans in ascending order; those that touch are one. */
final class Spans {

    private final List<Span> spans = new ArrayList<>();

    /** Adds a span after all others. */
    void add(Instant from, Instant to) {
        if (!spans.isEmpty() && spans.getLast().to().equals(from)) {
            spans.add(new Span(spans.removeLast().from(), to));
        } else {
            spans.add(new Span(from, to));
        }
    }

    boolean isEmpty() {
        return spans.isEmpty();
    }

    List<Span> list() {
        return List.copyOf(spans);
    }

    /** From the first start to the last end. */
    Span hull() {
        return new Span(spans.getFirst().from(), spans.getLast().to());
    }

    Duration length() {
        return spans.stream().map(Span::length).reduce(Duration.ZERO, Duration::plus);
    }

    /** Start, end, start, end, and so on: an instant is in a span if the number of these up to it is odd. */
    List<Instant> bounds() {
        return spans.stream().flatMap(span -> Stream.of(span.from(), span.to())).toList();
    }
}
