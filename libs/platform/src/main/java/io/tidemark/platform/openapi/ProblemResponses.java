package io.tidemark.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.tidemark.platform.problem.Problem;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Documents once, for every operation, that whatever goes wrong is answered with an RFC 9457 problem. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponses implements OASFilter {

    private static final String SCHEMA = "Problem";
    private static final String VIOLATION = "Violation";

    @Override
    public Operation filterOperation(Operation operation) {
        var responses = operation.getResponses();
        if (responses != null && responses.getAPIResponses() != null) {
            responses.getAPIResponses().forEach((status, response) -> {
                if (status.startsWith("4") || status.startsWith("5")) {
                    response.setContent(problem());
                }
            });
            responses.addAPIResponse(
                    "default",
                    OASFactory.createAPIResponse()
                            .description("Whatever goes wrong; `code` says what")
                            .content(problem()));
        }
        return operation;
    }

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) {
            document.setComponents(OASFactory.createComponents());
        }
        document.getComponents().addSchema(SCHEMA, schema()).addSchema(VIOLATION, violation());
    }

    private static Schema schema() {
        return object().description("An RFC 9457 problem")
                .required(List.of("type", "title", "status", "detail", "instance", "code"))
                .addProperty("type", string("A URI that names the kind of problem"))
                .addProperty("title", string("The kind of problem in words"))
                .addProperty("status", OASFactory.createSchema().addType(SchemaType.INTEGER))
                .addProperty("detail", string("What was wrong with this request"))
                .addProperty("instance", string("The path of the request"))
                .addProperty("code", string("The kind of problem for programs, such as INVALID_REQUEST"))
                .addProperty(
                        "errors",
                        OASFactory.createSchema()
                                .addType(SchemaType.ARRAY)
                                .description("Each input that was wrong")
                                .items(reference(VIOLATION)))
                .addProperty(
                        "earliestFrom",
                        string("With RANGE_NOT_KEPT: where a range may begin that is still kept")
                                .format("date-time"));
    }

    private static Schema violation() {
        return object().required(List.of("field", "message"))
                .addProperty("field", string("Parameter, header or JSON path"))
                .addProperty("message", string("What is wrong with it"));
    }

    private static Schema object() {
        return OASFactory.createSchema().addType(SchemaType.OBJECT);
    }

    private static Schema string(String description) {
        return OASFactory.createSchema().addType(SchemaType.STRING).description(description);
    }

    private static Schema reference(String schema) {
        return OASFactory.createSchema().ref(schema);
    }

    private static Content problem() {
        return OASFactory.createContent()
                .addMediaType(Problem.MEDIA_TYPE, OASFactory.createMediaType().schema(reference(SCHEMA)));
    }
}
