package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.rollups.Measure;
import java.util.List;

/** How a value is made of measures. */
public sealed interface Formula {

    /** The number of events. */
    Formula COUNT = new Sum(Measure.EVENTS);

    /** A count or a sum. Nothing is 0. */
    record Sum(Measure measure) implements Formula {}

    /** A count or a sum, per second of the bucket that has passed. Nothing is 0. */
    record PerSecond(Measure measure) implements Formula {}

    /** A mean duration in milliseconds, Σ sum ÷ Σ count. Nothing has no mean. */
    record Mean(Measure sum, Measure count) implements Formula {}

    /** A share, Σ part ÷ Σ whole. Nothing has no share. */
    record Ratio(Measure part, Measure whole) implements Formula {}

    /** The duration in milliseconds that a share of all requests does not exceed. */
    record Percentile(double share) implements Formula {

        public Percentile {
            if (!(share > 0 && share <= 1)) {
                throw new IllegalArgumentException("a share above 0, up to 1");
            }
        }
    }

    /** (satisfied + tolerated ÷ 2) ÷ all, by the parameter {@link Parameter#THRESHOLD}. */
    record Apdex() implements Formula {}

    /** How many different values an attribute has. Events without it are not counted. */
    record Distinct(Attribute attribute) implements Formula {}

    /** Several series, always all of them. */
    record Several(List<Named> parts) implements Formula {

        public Several {
            parts = List.copyOf(parts);
        }
    }

    /** A part of {@link Several}. */
    record Named(String name, Formula formula) {}

    /** Requests by duration (rows) and time (columns). */
    record ResponseTimes() implements Formula {}

    /** A count or a sum by weekday, from Monday on (rows), and hour of the day (columns). */
    record Week(Measure measure) implements Formula {}
}
