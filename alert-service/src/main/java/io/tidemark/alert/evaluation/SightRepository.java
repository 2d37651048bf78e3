package io.tidemark.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.judge.Look;
import io.tidemark.alert.judge.Sight;
import io.tidemark.alert.judge.Sight.Blind;
import io.tidemark.alert.question.Asking;
import io.tidemark.catalogue.Answer;
import io.tidemark.catalogue.Answers;
import io.tidemark.catalogue.Data;
import io.tidemark.catalogue.Question;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.plan.RangeNotKeptException;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.platform.problem.Outage;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.pgclient.PgException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Looks at windows, many in one snapshot. */
@ApplicationScoped
class SightRepository {

    /** A statement that took too long: the server's fault or the question's, and to be told either way. */
    private static final String CANCELLED = "57014";

    /** Classes of states that speak of the connection or the server. */
    private static final List<String> SERVER_CLASSES = List.of("08", "53", "57", "58");

    private final TenantDatabase database;

    SightRepository(TenantDatabase database) {
        this.database = database;
    }

    /**
     * Looks one after the other for as long as there is time. One that fails leaves the others as they are.
     *
     * @return what was come to; fails if the database is away
     */
    Uni<Map<Look, Sight>> look(Asking asking, Collection<Look> looks, Duration budget) {
        var seen = new HashMap<Look, Sight>();
        return look(asking, looks, seen, System.nanoTime() + budget.toNanos()).replaceWith(seen);
    }

    /** A statement that fails ends the transaction; the rest is looked at in another. */
    private Uni<Void> look(Asking asking, Collection<Look> looks, Map<Look, Sight> seen, long end) {
        var rest = looks.stream().filter(look -> !seen.containsKey(look)).toList();
        var before = seen.size();
        return database.read(
                        asking.scope().tenant(),
                        tx -> next(new Snapshot(asking, answers(tx, asking.scope())), rest.iterator(), seen, end))
                .onFailure(failure -> seen.size() > before && (isOfTheStatement(failure) || !Outage.causes(failure)))
                .recoverWithUni(() -> look(asking, rest, seen, end));
    }

    private Uni<Void> next(Snapshot snapshot, Iterator<Look> looks, Map<Look, Sight> seen, long end) {
        if (!looks.hasNext() || (!seen.isEmpty() && System.nanoTime() - end > 0)) {
            return Uni.createFrom().voidItem();
        }
        var look = looks.next();
        return snapshot.look(look)
                .map(Sight.class::cast)
                .onFailure(SightRepository::isOfTheStatement)
                .invoke(failure -> seen.put(look, new Blind(cause(failure))))
                .onFailure(SightRepository::isOfTheQuestion)
                .recoverWithItem(failure -> new Blind(cause(failure)))
                .invoke(sight -> seen.put(look, sight))
                .flatMap(sight -> next(snapshot, looks, seen, end));
    }

    private static Function<Question, Uni<Data>> answers(SqlConnection tx, Scope scope) {
        var answers = Answers.ofOneSnapshot();
        return question -> answers.answer(tx, scope, question).map(Answer::data);
    }

    private static boolean isOfTheQuestion(Throwable failure) {
        return failure instanceof QuestionException || failure instanceof RangeNotKeptException;
    }

    /** Not of the connection or the server, which another attempt may find well. */
    private static boolean isOfTheStatement(Throwable failure) {
        return state(failure)
                .filter(state ->
                        state.equals(CANCELLED) || SERVER_CLASSES.stream().noneMatch(state::startsWith))
                .isPresent();
    }

    private static Optional<String> state(Throwable failure) {
        return failure instanceof PgException e ? Optional.ofNullable(e.getSqlState()) : Optional.empty();
    }

    private static String cause(Throwable failure) {
        return switch (failure) {
            case QuestionException wrong -> "%s %s".formatted(wrong.field(), wrong.getMessage());
            case RangeNotKeptException old -> "what is older than %s is not kept".formatted(old.earliestFrom());
            default ->
                state(failure)
                        .map(state -> state.equals(CANCELLED)
                                ? "the query took too long"
                                : "the query failed in the database (%s)".formatted(state))
                        .orElse("the query failed");
        };
    }
}
