package io.tidemark.ingest.event;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/** Gives the data of a CloudEvent the fields of an event, which the document then need not list twice. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class EventDataFields implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI document) {
        schema(document, "EventData").setProperties(schema(document, "Event").getProperties());
    }

    private static Schema schema(OpenAPI document, String name) {
        return Objects.requireNonNull(document.getComponents().getSchemas().get(name));
    }
}
