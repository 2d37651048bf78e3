package io.tidemark.catalogue.plan;

/** Conditions on times, each with an AND before it. */
final class TimeSql {

    private final Parameters parameters;

    TimeSql(Parameters parameters) {
        this.parameters = parameters;
    }

    /** The condition and the AND before it. */
    static String and(String condition) {
        return "\n           AND " + condition;
    }

    String within(String time, Span span) {
        return and("%s >= %s".formatted(time, parameters.bind(span.from())))
                + and("%s < %s".formatted(time, parameters.bind(span.to())));
    }

    /** In one of several spans. */
    String within(String time, Spans spans) {
        return within(time, spans.hull())
                + (spans.list().size() == 1
                        ? ""
                        : and("width_bucket(%s, %s) %% 2 = 1".formatted(time, parameters.bind(spans.bounds()))));
    }

    /** In the partitions of events that a span needs. */
    String partitions(Span span) {
        return span.firstDay().equals(span.lastDay())
                ? and("day = " + parameters.bind(span.firstDay()) + "::date")
                : and("day BETWEEN %s::date AND %s::date"
                        .formatted(parameters.bind(span.firstDay()), parameters.bind(span.lastDay())));
    }
}
