package io.tidemark.ingest.event;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;

/** Gives the data of a CloudEvent the fields of an event, which the document then need not list twice. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class EventDataFields implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var schemas = document.getComponents().getSchemas();
        schemas.get("EventData").setProperties(schemas.get("Event").getProperties());
    }
}
