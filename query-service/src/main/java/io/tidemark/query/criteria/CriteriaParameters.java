package io.tidemark.query.criteria;

import static io.tidemark.query.range.SharedParameters.FROM;
import static io.tidemark.query.range.SharedParameters.TO;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.TimeBound;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.filter.FilterParameters;
import io.tidemark.query.filter.Marker;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Criteria as requests write them; documents the range for each operation that is marked with {@link #RANGE}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CriteriaParameters implements OASFilter {

    /** Marks operations that take a range; its value is where the range begins by default. */
    public static final String RANGE = "x-range";

    public static final String DAY = "now-24h";
    public static final String MONTH = "now-30d";

    /** The names of the bounds, and others. */
    public static Set<String> names(String... others) {
        var names = new HashSet<>(Arrays.asList(others));
        names.add(FROM);
        names.add(TO);
        return names;
    }

    /** The criteria that a request sends; of the last 24 hours if it does not say. */
    public static Criteria parse(Inquiry inquiry) {
        return parse(inquiry, DAY);
    }

    /**
     * The criteria that a request sends.
     *
     * @param otherwise where the range begins if the request does not say
     * @throws ProblemException 400 that names what is wrong
     */
    public static Criteria parse(Inquiry inquiry, String otherwise) {
        var from = bound(FROM, inquiry.parameter(FROM), otherwise);
        var to = bound(TO, inquiry.parameter(TO), "now");
        if (!from.at(inquiry.now()).isBefore(to.at(inquiry.now()))) {
            throw ProblemException.invalid(ProblemType.INVALID_DATE_RANGE, FROM, "must be before to");
        }
        return new Criteria(from, to, FilterParameters.parse(inquiry.lists()));
    }

    private static TimeBound bound(String name, @Nullable String text, String otherwise) {
        try {
            return TimeBound.parse(name, text == null ? otherwise : text);
        } catch (QuestionException e) {
            throw ProblemException.invalid(ProblemType.INVALID_DATE_RANGE, name, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public @Nullable Operation filterOperation(Operation operation) {
        Marker.take(operation, RANGE).ifPresent(otherwise -> operation
                .addParameter(bound(
                        FROM,
                        "Where the range begins: `now`, `now-15m` (s, m, h, d, w) or RFC 3339. By default `%s`."
                                .formatted(otherwise)))
                .addParameter(bound(TO, "Where the range ends, written as `from`; excluded. By default `now`.")));
        return operation;
    }

    private static Parameter bound(String name, String description) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(OASFactory.createSchema().addType(Schema.SchemaType.STRING));
    }
}
