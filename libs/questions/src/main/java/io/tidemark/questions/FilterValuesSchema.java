package io.tidemark.questions;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Documents {@link FilterValues} as what it is in JSON, which annotations cannot say: a value or a list of values. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class FilterValuesSchema implements OASFilter {

    private static final String NAME = "FilterValues";

    @Override
    public void filterOpenAPI(OpenAPI openApi) {
        var components = openApi.getComponents();
        if (components != null
                && components.getSchemas() != null
                && components.getSchemas().containsKey(NAME)) {
            components.addSchema(NAME, schema());
        }
    }

    private static Schema schema() {
        var list = OASFactory.createSchema()
                .addType(Schema.SchemaType.ARRAY)
                .minItems(1)
                .maxItems(FilterValues.MOST)
                .items(OASFactory.createSchema().anyOf(values()));
        return OASFactory.createSchema()
                .description("A text, a number, true or false, null for events without any; or a list of these.")
                .oneOf(values())
                .addOneOf(list);
    }

    private static List<Schema> values() {
        return List.of(
                OASFactory.createSchema().addType(Schema.SchemaType.STRING).addType(Schema.SchemaType.NULL),
                OASFactory.createSchema().addType(Schema.SchemaType.INTEGER),
                OASFactory.createSchema().addType(Schema.SchemaType.BOOLEAN));
    }
}
