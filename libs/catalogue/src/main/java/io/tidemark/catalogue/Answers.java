package io.tidemark.catalogue;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.plan.Aggregations;
import io.tidemark.catalogue.plan.Provenance;
import io.tidemark.catalogue.plan.Range;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.Result;
import io.tidemark.catalogue.plan.Scope;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Answers questions. */
public final class Answers {

    private static final String OTHER = ":other";
    private static final String NOT_KEPT = "the range to compare with is not kept";

    private final Aggregations aggregations;

    /** For any number of transactions. Stateless. */
    public Answers() {
        this(new Aggregations());
    }

    private Answers(Aggregations aggregations) {
        this.aggregations = aggregations;
    }

    /** For the questions of one reader in one transaction, one after the other. */
    public static Answers ofOneRequest() {
        return new Answers(Aggregations.ofOneRequest());
    }

    /** For many questions in one transaction, of one scope, one after the other; rows read are not counted. */
    public static Answers ofOneSnapshot() {
        return new Answers(Aggregations.ofOneSnapshot());
    }

    /**
     * Checks a question that is to be asked later.
     *
     * @throws QuestionException that names the field, if it cannot be asked
     */
    public static void check(Question question, Scope scope) {
        var _ = Terms.of(question, scope);
    }

    /**
     * Exact for all that was committed when the snapshot was taken.
     *
     * @param tx a REPEATABLE READ transaction under the tenant's row-level security
     * @return fails with {@link QuestionException}, or with {@link RangeNotKeptException} if no kept data can answer it
     */
    public Uni<Answer> answer(SqlConnection tx, Scope scope, Question question) {
        return Uni.createFrom().deferred(() -> {
            var terms = Terms.of(question, scope);
            return answer(tx, scope, terms, terms.range()).flatMap(answer -> question.compare()
                    .filter(compare -> question.query().supportsCompare())
                    .map(compare -> compared(tx, scope, terms, answer, compare))
                    .orElseGet(() -> Uni.createFrom().item(answer)));
        });
    }

    private Uni<Answer> answer(SqlConnection tx, Scope scope, Terms terms, Range range) {
        return aggregations.run(tx, scope, terms.aggregation(range)).flatMap(result -> Names.find(
                        tx, scope, terms.keys(), result.cells())
                .map(names -> answer(terms, result, new Shaper(terms, result, names))));
    }

    private static Answer answer(Terms terms, Result result, Shaper shaper) {
        var other = result.cells().stream().anyMatch(cell -> cell.key().contains(OTHER))
                ? Stream.of(OTHER + " stands for all values beyond the tenant's limit")
                : Stream.<String>empty();
        var meta = new Meta(
                terms.query().unit(),
                terms.bucket().map(bucket -> bucket.width().label()),
                terms.zone(),
                result.provenance(),
                Stream.of(result.provenance().notes().stream(), shaper.notes().stream(), other)
                        .flatMap(notes -> notes)
                        .toList());
        return new Answer(shaper.shape(), shaper.data(), meta, Optional.empty());
    }

    /** Exactly, if that is kept. */
    private Uni<Answer> compared(SqlConnection tx, Scope scope, Terms terms, Answer answer, Compare compare) {
        var answered = answer.meta().provenance();
        var end = end(answered, terms);
        var shift = Shift.of(compare, terms, Duration.between(answered.from(), end));
        var from = shift.apply(answered.from());
        var to = shift.apply(end);
        if (!from.isBefore(to)) {
            return Uni.createFrom().item(answer);
        }
        if (from.isBefore(TimeBound.EARLIEST)) {
            return Uni.createFrom().item(answer.withNotes(List.of(NOT_KEPT)));
        }
        return answer(tx, scope, terms, Range.exactly(from, to))
                .onFailure(RangeNotKeptException.class)
                .recoverWithUni(() -> answer(tx, scope, terms, Range.about(from, to)))
                .map(earlier -> new Answer(answer.shape(), answer.data(), answer.meta(), Optional.of(earlier)))
                .onFailure(RangeNotKeptException.class)
                .recoverWithItem(() -> answer.withNotes(List.of(NOT_KEPT)));
    }

    /** The present moment, so that as much is compared as is over; but buckets that are to come have theirs, too. */
    private static Instant end(Provenance answered, Terms terms) {
        var now = answered.asOf();
        var goesOn = terms.bucket()
                .map(bucket -> bucket.next(bucket.startOf(now)).isBefore(answered.to()))
                .orElse(false);
        return goesOn || answered.to().isBefore(now) ? answered.to() : now;
    }
}
