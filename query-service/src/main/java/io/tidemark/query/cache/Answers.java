package io.tidemark.query.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers questions from the cache, or else computes the answers, once for all who wait for them, and keeps them. */
@ApplicationScoped
public class Answers {

    private final AnswerStore store;
    private final QueryMetrics metrics;
    private final ObjectMapper json;
    private final InstantSource clock;
    private final SingleFlight<Answer> flights = new SingleFlight<>(System::nanoTime);

    Answers(AnswerStore store, QueryMetrics metrics, ObjectMapper json, InstantSource clock) {
        this.store = store;
        this.metrics = metrics;
        this.json = json;
        this.clock = clock;
    }

    /**
     * The answer to a question, computed only if it must be.
     *
     * @param parameters all that the answer depends on besides who asks, the endpoint and today
     * @param computation computes the body, given the moment that it is not older than
     */
    public Uni<RestResponse<String>> answer(
            Inquiry inquiry, Endpoint endpoint, Map<String, String> parameters, Function<Instant, Uni<?>> computation) {
        var asked = Asked.of(endpoint, parameters);
        return give(inquiry, List.of(asked), (places, asOf) -> List.of(computation.apply(asOf)))
                .flatMap(given -> switch (given.getFirst()) {
                    case Given.Body body -> Uni.createFrom().item(Reply.of(body, inquiry, clock.instant()));
                    case Given.Failure(var cause) -> Uni.createFrom().failure(cause);
                });
    }

    /** An answer to each question, in their order; those that must be computed are computed together. */
    public Uni<List<Given>> give(Inquiry inquiry, List<Asked> asked, Computation computation) {
        var questions = asked.stream().map(one -> Question.of(inquiry, one)).toList();
        var kept = inquiry.fresh()
                ? Uni.createFrom().item(Map.<String, Answer>of())
                : store.findAll(questions.stream().map(Question::key).toList());
        return kept.flatMap(answers -> Uni.join()
                .all(outcomes(inquiry, questions, answers, computation))
                .andFailFast());
    }

    private List<Uni<Given>> outcomes(
            Inquiry inquiry, List<Question> questions, Map<String, Answer> kept, Computation computation) {
        var ours = new TreeMap<Integer, CompletableFuture<Answer>>();
        var outcomes = new ArrayList<Uni<Given>>();
        for (var question : questions) {
            var place = outcomes.size();
            var found = Optional.ofNullable(kept.get(question.key()));
            outcomes.add(found.map(answer -> hit(question, answer))
                    .orElseGet(() -> miss(
                            inquiry, question, () -> ours.computeIfAbsent(place, key -> new CompletableFuture<>()))));
        }
        if (!ours.isEmpty()) {
            compute(questions, ours, computation);
        }
        return outcomes;
    }

    private Uni<Given> hit(Question question, Answer answer) {
        metrics.hit(question.endpoint());
        return Uni.createFrom().item(Given.Body.of(answer, true));
    }

    /** Joins whoever computes the answer already, or else does so. */
    private Uni<Given> miss(Inquiry inquiry, Question question, Supplier<CompletableFuture<Answer>> ours) {
        metrics.missed(question.endpoint());
        Supplier<Uni<Answer>> work = () -> Uni.createFrom()
                .completionStage(ours.get())
                .call(answer -> store.keep(question.key(), answer, question.timeToLive()));
        var flight = inquiry.fresh()
                ? flights.joinBegunSince(question.key(), inquiry.arrival(), work)
                : flights.join(question.key(), work);
        return flight.<Given>map(answer -> Given.Body.of(answer, false))
                .onFailure()
                .recoverWithItem(Given.Failure::new);
    }

    private void compute(
            List<Question> questions, SortedMap<Integer, CompletableFuture<Answer>> ours, Computation computation) {
        var asOf = clock.instant();
        try {
            var bodies = computation.begin(List.copyOf(ours.keySet()), asOf.truncatedTo(ChronoUnit.MILLIS));
            var body = bodies.iterator();
            ours.forEach((place, outcome) -> compute(questions.get(place).endpoint(), body.next(), asOf, outcome));
        } catch (RuntimeException e) {
            ours.values().forEach(outcome -> outcome.completeExceptionally(e));
        }
    }

    /** A body of some megabytes takes a while to write: not on the event loop, where others wait. */
    private void compute(Endpoint endpoint, Uni<?> body, Instant asOf, CompletableFuture<Answer> outcome) {
        var begun = System.nanoTime();
        body.emitOn(Infrastructure.getDefaultExecutor())
                .map(written -> Answer.of(asOf, write(written)))
                .invoke(() -> metrics.took(endpoint, Duration.ofNanos(System.nanoTime() - begun)))
                .subscribe()
                .with(outcome::complete, outcome::completeExceptionally);
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is plain text and numbers", e);
        }
    }
}
