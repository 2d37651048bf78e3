package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Aggregations;
import io.tidemark.catalogue.plan.RetentionFloors;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The queries that can be asked, by id. Immutable. */
public final class Catalogue {

    private static final Catalogue BUILT_IN = new Catalogue(
            Stream.of(VolumeQueries.ALL, PerformanceQueries.ALL, ErrorQueries.ALL, EntityQueries.ALL, AgentQueries.ALL)
                    .flatMap(List::stream));

    private final Map<String, QueryDefinition> queries = new LinkedHashMap<>();

    private Catalogue(Stream<QueryDefinition> queries) {
        queries.forEach(query -> this.queries.put(query.id(), query));
    }

    /** What every tenant has. */
    public static Catalogue builtIn() {
        return BUILT_IN;
    }

    /** The same with saved queries in addition, which have been validated. */
    public Catalogue with(List<QueryDefinition> saved) {
        return new Catalogue(Stream.concat(queries.values().stream(), saved.stream()));
    }

    /**
     * Checks a query that is to be saved.
     *
     * @throws QuestionException if its id has no namespace, or its parts do not fit together
     */
    public static void validate(QueryDefinition saved) {
        QueryRules.check(saved);
    }

    /** All of them, in the order in which they are shown. */
    public List<QueryDefinition> list() {
        return List.copyOf(queries.values());
    }

    public Optional<QueryDefinition> find(String id) {
        return Optional.ofNullable(queries.get(id));
    }

    /** How far back the query is answered, without further filters and in the home zone. */
    public static Duration maxRange(QueryDefinition query, RetentionFloors floors, Instant now) {
        if (!Aggregations.isRolledUp(Evaluation.measures(query.formula()), Evaluation.attributes(query))) {
            return Duration.between(floors.raw(), now);
        }
        return Duration.between(query.formula() instanceof Formula.Week ? floors.hour() : floors.day(), now);
    }
}
