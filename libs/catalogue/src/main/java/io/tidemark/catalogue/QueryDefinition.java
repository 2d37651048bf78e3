package io.tidemark.catalogue;

import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Filter;
import java.util.List;

/**
 * Something that can be asked. Built-in and saved queries are the same: data.
 *
 * @param id a name; a saved query's has a namespace, as {@code waf.blocked_per_route}
 * @param params what a question may set
 * @param dimensions what items are made of; a question may add more
 * @param filters what is counted; a question's filters narrow it further. Unless one is on the type, only requests are
 */
public record QueryDefinition(
        String id,
        String name,
        String description,
        Shape shape,
        Unit unit,
        WidgetType defaultWidget,
        List<Parameter> params,
        boolean supportsCompare,
        Formula formula,
        List<Attribute> dimensions,
        List<Filter> filters) {

    public QueryDefinition {
        params = List.copyOf(params);
        dimensions = List.copyOf(dimensions);
        filters = List.copyOf(filters);
    }
}
