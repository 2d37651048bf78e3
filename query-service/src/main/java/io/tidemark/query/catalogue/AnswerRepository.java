package io.tidemark.query.catalogue;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.Answer;
import io.tidemark.catalogue.Answers;
import io.tidemark.catalogue.Question;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.query.cardinality.CardinalityRepository;
import io.tidemark.query.cardinality.FullDimensions;
import io.tidemark.questions.Refusals;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Answers questions of the catalogue. */
@ApplicationScoped
class AnswerRepository {

    private final TenantDatabase database;
    private final CardinalityRepository cardinality;
    private final Answers answers = new Answers();

    AnswerRepository(TenantDatabase database, CardinalityRepository cardinality) {
        this.database = database;
        this.cardinality = cardinality;
    }

    /**
     * Begins to answer several questions, one after the other, on one connection and in one snapshot. One that fails
     * leaves the others as they are.
     */
    List<Uni<Answer>> begin(Scope scope, List<Question> questions) {
        var full = new CompletableFuture<FullDimensions>();
        var outcomes = new ArrayList<CompletableFuture<Answer>>();
        questions.forEach(question -> outcomes.add(new CompletableFuture<>()));
        database.read(scope.tenant(), tx -> cardinality
                        .findFull(tx, scope.tenant())
                        .invoke(full::complete)
                        .call(found -> tx.query("SAVEPOINT question").execute())
                        .flatMap(found -> answer(tx, scope, questions, outcomes, 0)))
                .subscribe()
                .with(done -> {}, failure -> outcomes.forEach(outcome -> outcome.completeExceptionally(failure)));
        return IntStream.range(0, questions.size())
                .mapToObj(place -> Uni.createFrom()
                        .completionStage(outcomes.get(place))
                        .map(answer -> withWarnings(answer, questions.get(place), full.join())))
                .toList();
    }

    /** They are known before the first answer is. */
    private static Answer withWarnings(Answer answer, Question question, FullDimensions full) {
        return answer.withNotes(full.notes(question.attributes()));
    }

    private Uni<Void> answer(
            SqlConnection tx,
            Scope scope,
            List<Question> questions,
            List<CompletableFuture<Answer>> outcomes,
            int place) {
        if (place == questions.size()) {
            return Uni.createFrom().voidItem();
        }
        var outcome = outcomes.get(place);
        return answers.answer(tx, scope, questions.get(place))
                .invoke(outcome::complete)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    outcome.completeExceptionally(Refusals.of(failure));
                    // A statement that failed would fail all that come after it.
                    return tx.query("ROLLBACK TO SAVEPOINT question").execute().replaceWithVoid();
                })
                .flatMap(next -> answer(tx, scope, questions, outcomes, place + 1));
    }
}
