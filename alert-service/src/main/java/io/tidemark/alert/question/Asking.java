package io.tidemark.alert.question;

import io.tidemark.catalogue.Answers;
import io.tidemark.catalogue.Catalogue;
import io.tidemark.catalogue.Filters;
import io.tidemark.catalogue.Formula;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.Question;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.Shape;
import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Scope;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Makes questions of what is asked. */
public final class Asking {

    /** As many series as a rule looks at. */
    public static final int MAX_SERIES = 100;

    private static final String TOP_N = "top_n";
    private static final String TRAFFIC = "requests_total";

    /** What of an event is its outcome: that none has it does not mean that there are no events. */
    private static final Set<Attribute> OUTCOMES = EnumSet.of(
            Attribute.STATUS, Attribute.STATUS_CLASS, Attribute.ERROR, Attribute.ERROR_TYPE, Attribute.ERROR_CATEGORY);

    private final Catalogue catalogue;
    private final Scope scope;

    /**
     * Asks the built-in queries and others.
     *
     * @param saved the saved queries that may be asked for, too
     */
    public Asking(Collection<QueryDefinition> saved, Scope scope) {
        this.catalogue = Catalogue.builtIn().with(List.copyOf(saved));
        this.scope = scope;
    }

    /** The ids that only saved queries can have. */
    public static List<String> saved(Stream<String> ids) {
        return ids.filter(id -> Catalogue.builtIn().find(id).isEmpty())
                .distinct()
                .toList();
    }

    /**
     * Checks what is to be asked later.
     *
     * @throws QuestionException that names the field, if it cannot be asked
     */
    public void check(Asked asked, Duration window) {
        Answers.check(question(asked, Window.endingAt(scope.now(), window)), scope);
    }

    /**
     * What is to be asked of the catalogue. Buckets end with the window, so that none is in part.
     *
     * @throws QuestionException that names the field, if it cannot be asked
     */
    public Question question(Asked asked, Window window) {
        var query = find(asked.query());
        if (query.shape() == Shape.HEATMAP) {
            throw new QuestionException("query", "NOT_JUDGEABLE", "is a heatmap, which has no series");
        }
        var params = new HashMap<>(asked.params());
        params.putIfAbsent(TOP_N, MAX_SERIES);
        var question = Question.of(query, new TimeBound.Absolute(window.from()), new TimeBound.Absolute(window.to()))
                .filtered(Filters.parse(asked.filters()))
                .with(params)
                .by(asked.groupBy().stream().map(Asking::attribute).toList())
                .anchoredAt(window.to());
        return query.shape() == Shape.TIMESERIES ? question.per(window.width().label()) : question;
    }

    /**
     * Whether there was anything at all, if an answer may be empty all the same: no failures are no lack of data.
     *
     * @return how many events there were, whatever came of them; empty if that is what is asked anyway
     */
    public Optional<Question> traffic(Asked asked, Window window) {
        var question = question(asked, window);
        var filters = Stream.concat(question.query().filters().stream(), question.filters().stream())
                .toList();
        var others = filters.stream()
                .filter(filter -> !OUTCOMES.contains(filter.attribute()))
                .toList();
        var leavesOutZeros =
                !question.query().dimensions().isEmpty() || !question.groupBy().isEmpty();
        return others.size() == filters.size() && !leavesOutZeros
                ? Optional.empty()
                : Optional.of(Question.of(find(TRAFFIC), question.from(), question.to())
                        .filtered(others)
                        .anchoredAt(window.to()));
    }

    /** Whether what it says is so much in a time, and so the more, the longer the window. */
    public boolean isSum(Asked asked) {
        return find(asked.query()).formula() instanceof Formula.Sum;
    }

    /** Whether it says so for each bucket. */
    public boolean isSeries(Asked asked) {
        return find(asked.query()).shape() == Shape.TIMESERIES;
    }

    public Scope scope() {
        return scope;
    }

    private QueryDefinition find(String id) {
        return catalogue
                .find(id)
                .orElseThrow(() -> new QuestionException("query", "QUERY_NOT_FOUND", "is not a query: " + id));
    }

    private static Attribute attribute(String name) {
        return Attribute.find(name)
                .orElseThrow(
                        () -> new QuestionException("groupBy", "UNKNOWN_ATTRIBUTE", "has no filter's name: " + name));
    }
}
