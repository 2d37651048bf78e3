package io.tidemark.query.criteria;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Provenance;
import io.tidemark.catalogue.plan.Range;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where the numbers of an answer come from. */
@RegisterForReflection
@Schema(name = "AnalyticsMeta")
public record Meta(
        @Schema(description = "What was answered: a relative bound may have been widened to what is kept.")
        Answered range,

        @Schema(description = "Every event acknowledged before is counted.")
        Instant asOf,

        @Schema(description = "The cube that was read, or `events`.", examples = "total")
        String source,

        @Schema(description = "What a reader should know, such as limits that cut something off.")
        List<String> notes) {

    public static Meta of(Provenance provenance) {
        return new Meta(
                new Answered(provenance.from(), provenance.to()),
                provenance.asOf(),
                provenance.source(),
                provenance.notes());
    }

    /** A half-open range of time. */
    @RegisterForReflection
    @Schema(name = "AnsweredRange")
    public record Answered(
            Instant from, @Schema(description = "Excluded.") Instant to) {

        /** For further aggregations of the very same range. */
        public Range exactly() {
            return Range.exactly(from, to);
        }

        /**
         * Just before it, as long as what is over of it, with its start moved back to what is kept; empty if it is
         * all to come, or time does not reach back so far.
         */
        public Optional<Range> before(Instant now) {
            var start = from.minus(elapsed(now));
            return start.isBefore(from) && !start.isBefore(TimeBound.EARLIEST)
                    ? Optional.of(Range.before(start, from))
                    : Optional.empty();
        }

        /** How much of it is over. */
        public Duration elapsed(Instant now) {
            var end = to.isBefore(now) ? to : now;
            return end.isAfter(from) ? Duration.between(from, end) : Duration.ZERO;
        }
    }
}
