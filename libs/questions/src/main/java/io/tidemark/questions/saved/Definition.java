package io.tidemark.questions.saved;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.Catalogue;
import io.tidemark.catalogue.Filters;
import io.tidemark.catalogue.Parameter;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.QuestionException;
import io.tidemark.catalogue.Shape;
import io.tidemark.catalogue.Unit;
import io.tidemark.catalogue.WidgetType;
import io.tidemark.catalogue.plan.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a saved query counts and how it is shown, as it is written and stored. */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Definition(
        FormulaSpec formula,
        List<String> groupBy,
        Map<String, List<@Nullable String>> filters,
        String shape,
        String unit,
        String defaultWidget,
        List<String> params) {

    public Definition {
        groupBy = List.copyOf(groupBy);
        params = List.copyOf(params);
    }

    /** The same as the catalogue has it; validated. */
    public QueryDefinition query(String id, String name, String description) {
        var query = new QueryDefinition(
                id,
                name,
                description,
                find("shape", shape, Shape.values(), Shape::apiName),
                find("unit", unit, Unit.values(), Unit::apiName),
                find("defaultWidget", defaultWidget, WidgetType.values(), WidgetType::apiName),
                params.stream().map(Definition::parameter).toList(),
                shape.equals(Shape.TIMESERIES.apiName()) || shape.equals(Shape.SCALAR.apiName()),
                formula.formula(),
                groupBy.stream().map(Definition::attribute).toList(),
                Filters.parse(filters));
        try {
            Catalogue.validate(query);
        } catch (QuestionException e) {
            throw e.field().equals("dimensions")
                    ? new QuestionException("groupBy", e.code(), String.valueOf(e.getMessage()))
                    : e;
        }
        return query;
    }

    private static Attribute attribute(String name) {
        return Attribute.find(name)
                .orElseThrow(
                        () -> new QuestionException("groupBy", "UNKNOWN_ATTRIBUTE", "has no filter's name: " + name));
    }

    private static <T> T find(String field, String text, T[] values, Function<T, String> name) {
        return Arrays.stream(values)
                .filter(value -> name.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> new QuestionException(
                        field,
                        "UNKNOWN_VALUE",
                        "must be one of "
                                + String.join(
                                        ", ", Arrays.stream(values).map(name).toList())));
    }

    private static Parameter parameter(String name) {
        return Stream.of(Parameter.TOP_N, Parameter.THRESHOLD)
                .filter(parameter -> parameter.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new QuestionException("params", "UNKNOWN_PARAMETER", "must be top_n or threshold_ms: " + name));
    }
}
