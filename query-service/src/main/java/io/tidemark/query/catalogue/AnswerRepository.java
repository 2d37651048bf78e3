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
        var outcomes = new ArrayList<CompletableFuture<Answer>>();
        questions.forEach(question -> outcomes.add(new CompletableFuture<>()));
        database.read(scope.tenant(), tx -> cardinality
                        .findFull(tx, scope.tenant())
                        .call(full -> tx.query("SAVEPOINT question").execute())
                        .flatMap(full -> answer(new Reading(tx, scope, full), questions, outcomes, 0)))
                .subscribe()
                .with(done -> {}, failure -> outcomes.forEach(outcome -> outcome.completeExceptionally(failure)));
        return outcomes.stream()
                .map(outcome -> Uni.createFrom().completionStage(outcome))
                .toList();
    }

    /** A transaction, on whose behalf it reads, and what is to be said beside its answers. */
    private record Reading(SqlConnection tx, Scope scope, FullDimensions full) {}

    private Uni<Void> answer(
            Reading reading, List<Question> questions, List<CompletableFuture<Answer>> outcomes, int place) {
        if (place == questions.size()) {
            return Uni.createFrom().voidItem();
        }
        var question = questions.get(place);
        var outcome = outcomes.get(place);
        return answers.answer(reading.tx(), reading.scope(), question)
                .map(answer -> answer.withNotes(reading.full().notes(question.attributes())))
                .invoke(outcome::complete)
                .replaceWithVoid()
                .onFailure()
                .recoverWithUni(failure -> {
                    outcome.completeExceptionally(Refusals.of(failure));
                    // A statement that failed would fail all that come after it.
                    return reading.tx()
                            .query("ROLLBACK TO SAVEPOINT question")
                            .execute()
                            .replaceWithVoid();
                })
                .flatMap(next -> answer(reading, questions, outcomes, place + 1));
    }
}
