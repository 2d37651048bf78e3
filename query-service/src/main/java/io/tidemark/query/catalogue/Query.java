package io.tidemark.query.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.catalogue.Compare;
import io.tidemark.catalogue.Filters;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.Question;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.TimeBound;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.questions.FilterValues;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A question that was understood, but whose query was not looked for yet.
 *
 * @param id the id of the query
 */
record Query(
        String id,
        TimeBound from,
        TimeBound to,
        List<Filter> filters,
        Map<String, Object> params,
        Optional<String> bucket,
        List<Attribute> groupBy,
        Optional<ZoneId> zone,
        Optional<Compare> compare) {

    private static final String USUAL_FROM = "now-1h";
    private static final String USUAL_TO = "now";
    private static final int MOST_FILTERS = 50;
    private static final int MOST_ATTRIBUTES = 3;

    /**
     * Reads a question.
     *
     * @throws QuestionException that names the wrong field
     * @throws ProblemException 400 that does so
     */
    static Query of(QueryRequest request, Instant now) {
        var from = TimeBound.parse("from", Objects.requireNonNullElse(request.from(), USUAL_FROM));
        var to = TimeBound.parse("to", Objects.requireNonNullElse(request.to(), USUAL_TO));
        if (!from.at(now).isBefore(to.at(now))) {
            throw ProblemException.invalid(ProblemType.INVALID_DATE_RANGE, "from", "must be before to");
        }
        return new Query(
                id(request.query()),
                from,
                to,
                filters(request.filters()),
                params(request.params()),
                Optional.ofNullable(request.bucket()),
                groupBy(request.groupBy()),
                Optional.ofNullable(request.timeZone()).map(Query::zone),
                Optional.ofNullable(request.compare()).map(Compare::parse));
    }

    Question of(QueryDefinition query) {
        return new Question(query, from, to, filters, params, bucket, groupBy, zone, compare, Optional.empty());
    }

    private static String id(@Nullable String query) {
        if (query == null) {
            throw ProblemException.invalid("query", "must not be null");
        }
        return query;
    }

    private static List<Filter> filters(@Nullable Map<String, @Nullable FilterValues> filters) {
        if (filters != null && filters.size() > MOST_FILTERS) {
            throw ProblemException.invalid("filters", "must be %d at most".formatted(MOST_FILTERS));
        }
        return Filters.parse(FilterValues.lists(filters));
    }

    private static Map<String, Object> params(@Nullable Map<String, @Nullable JsonNode> params) {
        var values = new HashMap<String, Object>();
        Objects.requireNonNullElse(params, Map.<String, @Nullable JsonNode>of()).forEach((name, value) -> {
            if (value != null && !value.isNull()) {
                values.put(name, value.isValueNode() ? value.asText() : value.toString());
            }
        });
        return values;
    }

    private static List<Attribute> groupBy(@Nullable List<@Nullable String> names) {
        if (names == null) {
            return List.of();
        }
        if (names.size() > MOST_ATTRIBUTES) {
            throw ProblemException.invalid("groupBy", "must be %d names at most".formatted(MOST_ATTRIBUTES));
        }
        return names.stream()
                .map(name -> Optional.ofNullable(name)
                        .flatMap(Attribute::find)
                        .orElseThrow(() -> ProblemException.invalid("groupBy", "must be names of filters")))
                .toList();
    }

    private static ZoneId zone(String name) {
        // Offsets and abbreviations are no zones: people's clocks do not follow them.
        if (!name.equals("UTC")
                && !(name.contains("/") && ZoneId.getAvailableZoneIds().contains(name))) {
            throw ProblemException.invalid("timeZone", "must be the IANA name of a time zone, such as Europe/Paris");
        }
        return ZoneId.of(name);
    }
}
