package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.util.Arrays;
import java.util.List;

/** How built-in queries are declared: what each kind of them has in common. */
final class Builtin {

    /** Whatever its type: every event has one. */
    static final Filter ANY_TYPE = Filter.not(Attribute.TYPE, (String) null);

    private Builtin() {}

    static QueryDefinition scalar(String id, String name, String description, Unit unit, Formula formula) {
        return new QueryDefinition(
                id,
                name,
                description,
                Shape.SCALAR,
                unit,
                WidgetType.METRIC,
                parameters(formula),
                true,
                formula,
                List.of(),
                List.of());
    }

    static QueryDefinition series(
            String id, String name, String description, Unit unit, WidgetType widget, Formula formula) {
        return new QueryDefinition(
                id,
                name,
                description,
                Shape.TIMESERIES,
                unit,
                widget,
                parameters(formula),
                true,
                formula,
                List.of(),
                List.of());
    }

    static QueryDefinition pie(String id, String name, String description, Attribute dimension) {
        return new QueryDefinition(
                id,
                name,
                description,
                Shape.PIE,
                Unit.COUNT,
                WidgetType.PIE,
                List.of(),
                false,
                Formula.COUNT,
                List.of(dimension),
                List.of());
    }

    static QueryDefinition top(
            String id, String name, String description, Unit unit, Formula formula, Attribute dimension) {
        var params = formula instanceof Formula.Apdex
                ? List.of(Parameter.TOP_N, Parameter.THRESHOLD)
                : List.of(Parameter.TOP_N);
        return new QueryDefinition(
                id,
                name,
                description,
                Shape.TOP_N,
                unit,
                WidgetType.BAR,
                params,
                false,
                formula,
                List.of(dimension),
                List.of());
    }

    static QueryDefinition heatmap(String id, String name, String description, Formula formula) {
        return new QueryDefinition(
                id,
                name,
                description,
                Shape.HEATMAP,
                Unit.COUNT,
                WidgetType.HEATMAP,
                List.of(),
                false,
                formula,
                List.of(),
                List.of());
    }

    static QueryDefinition only(QueryDefinition query, Filter... filters) {
        return new QueryDefinition(
                query.id(),
                query.name(),
                query.description(),
                query.shape(),
                query.unit(),
                query.defaultWidget(),
                query.params(),
                query.supportsCompare(),
                query.formula(),
                query.dimensions(),
                Arrays.asList(filters));
    }

    /** Requests, whatever type a question asks for. */
    static QueryDefinition requests(QueryDefinition query) {
        return only(query, Filter.of(Attribute.TYPE, "request"));
    }

    private static List<Parameter> parameters(Formula formula) {
        return formula instanceof Formula.Apdex ? List.of(Parameter.THRESHOLD) : List.of();
    }
}
