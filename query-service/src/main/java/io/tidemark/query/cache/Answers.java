package io.tidemark.query.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Function;
import org.jboss.resteasy.reactive.RestResponse;

/** Answers a question from the cache, or else computes the answer, once for all who wait for it, and keeps it. */
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
     * @param parameters all that the answer depends on besides tenant, endpoint and today
     * @param computation computes the body, given the moment that it is not older than
     */
    public Uni<RestResponse<String>> answer(
            Inquiry inquiry, Endpoint endpoint, Map<String, String> parameters, Function<Instant, Uni<?>> computation) {
        var question = Question.of(inquiry, endpoint, parameters);
        if (inquiry.fresh()) {
            metrics.missed(endpoint);
            return flights.joinBegunSince(question.key(), inquiry.arrival(), () -> compute(question, computation))
                    .map(answer -> Reply.computed(answer, inquiry));
        }
        return store.find(question.key()).flatMap(kept -> {
            if (kept.isPresent()) {
                metrics.hit(endpoint);
                return Uni.createFrom().item(Reply.kept(kept.get(), inquiry, clock.instant()));
            }
            metrics.missed(endpoint);
            return flights.join(question.key(), () -> compute(question, computation))
                    .map(answer -> Reply.computed(answer, inquiry));
        });
    }

    private Uni<Answer> compute(Question question, Function<Instant, Uni<?>> computation) {
        var begun = System.nanoTime();
        var asOf = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return computation
                .apply(asOf)
                .map(body -> new Answer(asOf, write(body)))
                .invoke(answer -> metrics.took(question.endpoint(), Duration.ofNanos(System.nanoTime() - begun)))
                .call(answer ->
                        store.keep(question.key(), answer, question.endpoint().timeToLive()));
    }

    private String write(Object body) {
        try {
            return json.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer is plain text and numbers", e);
        }
    }
}
