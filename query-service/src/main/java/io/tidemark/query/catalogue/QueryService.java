package io.tidemark.query.catalogue;

import io.smallrye.mutiny.Uni;
import io.tidemark.catalogue.Catalogue;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.Question;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Asked;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Given;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.catalogue.Attempt.Known;
import io.tidemark.query.catalogue.Attempt.Refused;
import io.tidemark.query.catalogue.Attempt.Sent;
import io.tidemark.query.catalogue.Attempt.Understood;
import io.tidemark.questions.Refusals;
import io.tidemark.questions.Scopes;
import io.tidemark.questions.saved.SavedQueries;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Answers questions of the catalogue, from the cache or all together in one snapshot. */
@ApplicationScoped
class QueryService {

    private final Answers answers;
    private final SavedQueries saved;
    private final Scopes scopes;
    private final AnswerRepository repository;

    QueryService(Answers answers, SavedQueries saved, Scopes scopes, AnswerRepository repository) {
        this.answers = answers;
        this.saved = saved;
        this.scopes = scopes;
        this.repository = repository;
    }

    /** For each question, in their order, the answer or why there is none. */
    Uni<List<Given>> answer(Inquiry inquiry, List<? extends Attempt> questions) {
        var understood = questions.stream()
                .map(question -> understand(question, inquiry))
                .toList();
        var others = each(understood, Understood.class)
                .map(attempt -> attempt.query().id())
                .filter(id -> Catalogue.builtIn().find(id).isEmpty())
                .distinct()
                .toList();
        return saved.find(inquiry.tenant().id(), others)
                .map(found -> understood.stream()
                        .map(attempt -> find(attempt, found, inquiry))
                        .toList())
                .flatMap(attempts -> give(inquiry, attempts));
    }

    private static Attempt understand(Attempt attempt, Inquiry inquiry) {
        if (!(attempt instanceof Sent(var request))) {
            return attempt;
        }
        try {
            return new Understood(Query.of(request, inquiry.now()));
        } catch (QuestionException | ProblemException e) {
            return new Refused(Refusals.of(e));
        }
    }

    private static Attempt find(Attempt attempt, Map<String, SavedQueries.Versioned> saved, Inquiry inquiry) {
        if (!(attempt instanceof Understood(var query))) {
            return attempt;
        }
        var own = saved.get(query.id());
        return own != null
                ? known(query, own.query(), own.version(), inquiry)
                : Catalogue.builtIn()
                        .find(query.id())
                        .<Attempt>map(builtIn -> known(query, builtIn, 0, inquiry))
                        .orElseGet(() -> new Refused(ProblemException.of(
                                ProblemType.QUERY_NOT_FOUND, "There is no such query; `_schema` lists them.")));
    }

    private static Known known(Query query, QueryDefinition definition, long version, Inquiry inquiry) {
        var question = query.of(definition);
        var asked = new Asked(
                Endpoint.QUERY,
                Identity.of(question, version, inquiry.tenant().tier()),
                Identity.timeToLive(question, inquiry.now()));
        return new Known(question, asked);
    }

    private Uni<List<Given>> give(Inquiry inquiry, List<Attempt> attempts) {
        var known = each(attempts, Known.class).toList();
        if (known.isEmpty()) {
            return Uni.createFrom().item(merge(attempts, List.of()));
        }
        return answers.give(
                        inquiry,
                        known.stream().map(Known::asked).toList(),
                        (places, asOf) -> compute(
                                inquiry,
                                places.stream()
                                        .map(place -> known.get(place).question())
                                        .toList(),
                                asOf))
                .map(given -> merge(attempts, given));
    }

    private List<Uni<QueryAnswer>> compute(Inquiry inquiry, List<Question> questions, Instant asOf) {
        return repository.begin(scopes.of(inquiry.tenant(), inquiry.teams(), asOf), questions).stream()
                .map(answer -> answer.map(QueryAnswer::of))
                .toList();
    }

    private static List<Given> merge(List<Attempt> attempts, List<Given> given) {
        var next = given.iterator();
        var all = new ArrayList<Given>();
        for (var attempt : attempts) {
            all.add(attempt instanceof Refused(var cause) ? new Given.Failure(cause) : next.next());
        }
        return all;
    }

    private static <T extends Attempt> Stream<T> each(List<Attempt> attempts, Class<T> kind) {
        return attempts.stream().filter(kind::isInstance).map(kind::cast);
    }
}
