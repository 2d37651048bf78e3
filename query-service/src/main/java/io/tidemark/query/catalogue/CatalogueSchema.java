package io.tidemark.query.catalogue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.tidemark.catalogue.Catalogue;
import io.tidemark.catalogue.Parameter;
import io.tidemark.catalogue.QueryDefinition;
import io.tidemark.catalogue.WidgetType;
import io.tidemark.catalogue.plan.Attribute;
import io.tidemark.catalogue.plan.Scope;
import io.tidemark.query.cardinality.FullDimensions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What can be asked, and how answers can be drawn. */
@RegisterForReflection
record CatalogueSchema(
        List<Query> queries,
        List<String> widgetTypes,

        @Schema(
                description =
                        "Dimensions with room for no more values: answers may hold `:other` for the further ones.")
        List<FullDimensions.Warning> warnings) {

    private static final List<String> FILTERS =
            Arrays.stream(Attribute.values()).map(Attribute::apiName).toList();

    static CatalogueSchema of(List<QueryDefinition> saved, FullDimensions full, Scope scope) {
        return new CatalogueSchema(
                Stream.concat(Catalogue.builtIn().list().stream(), saved.stream())
                        .map(query -> Query.of(query, scope))
                        .toList(),
                Arrays.stream(WidgetType.values()).map(WidgetType::apiName).toList(),
                full.warnings());
    }

    /** One query. */
    @RegisterForReflection
    @Schema(name = "QueryDescription")
    record Query(
            @Schema(examples = "requests_by_route") String id,
            String name,
            String description,

            @Schema(examples = "topN") String shape,

            @Schema(description = "`count`, `rps`, `ms`, `bytes` or `percent` (a share from 0 to 1).")
            String unit,

            @Schema(examples = "bar") String defaultWidget,
            List<Param> params,

            @Schema(description = "What questions may filter and group by.")
            List<String> filters,

            boolean supportsCompare,

            @Schema(description = "How far back it is answered without filters, in ISO 8601.", examples = "P730D")
            Duration maxRange) {

        private static Query of(QueryDefinition query, Scope scope) {
            return new Query(
                    query.id(),
                    query.name(),
                    query.description(),
                    query.shape().apiName(),
                    query.unit().apiName(),
                    query.defaultWidget().apiName(),
                    query.params().stream().map(Param::of).toList(),
                    FILTERS,
                    query.supportsCompare(),
                    Catalogue.maxRange(query, scope.floors(), scope.now()));
        }
    }

    /** A parameter of a query. */
    @RegisterForReflection
    @Schema(name = "QueryParam")
    record Param(
            @Schema(examples = "top_n") String name,

            @Schema(description = "`int` or `number`.", examples = "int")
            String kind,

            @Schema(name = "default") @com.fasterxml.jackson.annotation.JsonProperty("default")
            double defaultValue,

            double min,
            double max,
            String description) {

        private static Param of(Parameter parameter) {
            return new Param(
                    parameter.name(),
                    parameter.kind(),
                    parameter.defaultValue(),
                    parameter.min(),
                    parameter.max(),
                    parameter.description());
        }
    }
}
