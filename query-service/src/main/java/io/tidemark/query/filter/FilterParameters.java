package io.tidemark.query.filter;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tidemark.catalogue.Filters;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import io.tidemark.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jspecify.annotations.Nullable;

/** Filters as query parameters; documents them for each operation that is marked with {@link #EXTENSION}. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class FilterParameters implements OASFilter {

    /** Marks operations that take filters. */
    public static final String EXTENSION = "x-filters";

    /** The names of all filters, each also with {@code !} before it. */
    public static final Set<String> NAMES = Arrays.stream(Attribute.values())
            .map(Attribute::apiName)
            .flatMap(name -> Stream.of(name, "!" + name))
            .collect(Collectors.toUnmodifiableSet());

    private static final String PATH = "filters.";

    /**
     * The filters of a request. An empty value stands for events without the attribute.
     *
     * @param sent the values of each name
     * @throws ProblemException 400 that names the wrong one
     */
    public static List<Filter> parse(Map<String, List<String>> sent) {
        var values = new HashMap<String, List<@Nullable String>>();
        sent.forEach((name, texts) -> {
            if (texts.stream().anyMatch(text -> text.indexOf('\0') >= 0)) {
                throw ProblemException.invalid(name, "has a value that no event can have");
            }
            var each = new ArrayList<@Nullable String>();
            texts.forEach(text -> each.add(text.isEmpty() ? null : text));
            values.put(name, each);
        });
        try {
            return Filters.parse(values);
        } catch (QuestionException e) {
            var field = e.field().startsWith(PATH) ? e.field().substring(PATH.length()) : e.field();
            throw ProblemException.invalid(field, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public @Nullable Operation filterOperation(Operation operation) {
        Marker.take(operation, EXTENSION).ifPresent(marked -> {
            for (var attribute : Attribute.values()) {
                operation.addParameter(parameter(attribute.apiName()));
            }
        });
        return operation;
    }

    private static Parameter parameter(String name) {
        return OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description("Only events with this value, or one of several if it is there several times; empty for"
                        + " those without any. As `!%s`: all others.".formatted(name))
                .schema(OASFactory.createSchema()
                        .addType(Schema.SchemaType.ARRAY)
                        .items(OASFactory.createSchema().addType(Schema.SchemaType.STRING)));
    }
}
