package io.tidemark.query.catalogue;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.Answer;
import io.tidemark.catalogue.Answers;
import io.tidemark.catalogue.Question;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.platform.limit.QueryDatabase;
import io.tidemark.query.cardinality.CardinalityRepository;
import io.tidemark.query.cardinality.FullDimensions;
import io.tidemark.questions.Refusals;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/** Answers questions of the catalogue. */
@ApplicationScoped
class AnswerRepository {

    /** A question, and what becomes of it. */
    private record Pending(Scope scope, Question question, CompletableFuture<Answer> outcome) {}

    private final QueryDatabase database;
    private final CardinalityRepository cardinality;

    AnswerRepository(QueryDatabase database, CardinalityRepository cardinality) {
        this.database = database;
        this.cardinality = cardinality;
    }

    /**
     * Begins to answer several questions, one after the other, on one connection and in one snapshot. One that fails
     * leaves the others as they are. If a replica fails, those that are left are begun again on the primary.
     */
    List<Uni<Answer>> begin(Scope scope, List<Question> questions) {
        var full = new CompletableFuture<FullDimensions>();
        var pending = questions.stream()
                .map(question -> new Pending(scope, question, new CompletableFuture<>()))
                .toList();
        database.read(scope.tenant(), (tx, isBegunAgain) -> cardinality
                        .findFull(tx, scope.tenant())
                        .invoke(full::complete)
                        .call(found -> questions.size() > 1
                                ? savepoint(tx)
                                : Uni.createFrom().voidItem())
                        .flatMap(found -> answer(
                                tx,
                                isBegunAgain,
                                Answers.ofOneRequest(),
                                unanswered(pending).iterator())))
                .subscribe()
                .with(
                        done -> {},
                        failure -> pending.forEach(one -> one.outcome().completeExceptionally(failure)));
        return pending.stream()
                .map(one -> Uni.createFrom()
                        .completionStage(one.outcome())
                        .map(answer -> withWarnings(answer, one.question(), full.join())))
                .toList();
    }

    private static List<Pending> unanswered(List<Pending> questions) {
        return questions.stream().filter(one -> !one.outcome().isDone()).toList();
    }

    /** They are known before the first answer is. */
    private static Answer withWarnings(Answer answer, Question question, FullDimensions full) {
        return answer.withNotes(full.notes(question.attributes()));
    }

    /**
     * @param isBegunAgain of which failures it must fail, see {@link QueryDatabase#read}
     * @param answers of this request so far
     */
    private static Uni<Void> answer(
            SqlConnection tx, Predicate<Throwable> isBegunAgain, Answers answers, Iterator<Pending> rest) {
        if (!rest.hasNext()) {
            return Uni.createFrom().voidItem();
        }
        var next = rest.next();
        if (next.outcome().isDone()) {
            // It took too long, and nobody waits any more for it or for those after it.
            return Uni.createFrom().failure(new CancellationException());
        }
        return answers.answer(tx, next.scope(), next.question())
                .invoke(next.outcome()::complete)
                .replaceWith(answers)
                .onFailure()
                .recoverWithUni(failure -> {
                    if (isBegunAgain.test(failure)) {
                        return Uni.createFrom().failure(failure);
                    }
                    next.outcome().completeExceptionally(Refusals.of(failure));
                    return rest.hasNext() ? goOn(tx) : Uni.createFrom().failure(failure);
                })
                .flatMap(further -> answer(tx, isBegunAgain, further, rest));
    }

    private static Uni<Void> savepoint(SqlConnection tx) {
        return tx.query("SAVEPOINT question").execute().replaceWithVoid();
    }

    /** A statement that failed would fail all that come after it. What answers before it had set goes with it. */
    private static Uni<Answers> goOn(SqlConnection tx) {
        return tx.query("ROLLBACK TO SAVEPOINT question").execute().map(done -> Answers.ofOneRequest());
    }
}
