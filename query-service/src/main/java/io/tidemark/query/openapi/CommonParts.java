package io.tidemark.query.openapi;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/** Says once what holds for all operations: how callers authenticate, and that whatever goes wrong is a problem. */
public class CommonParts implements OASFilter {

    private static final String PROBLEM = "Problem";
    private static final String TOKEN = "token";
    private static final String API_KEY = "apiKey";

    @Override
    public void filterOpenAPI(OpenAPI document) {
        var components = document.getComponents();
        if (components == null) {
            components = OASFactory.createComponents();
            document.setComponents(components);
        }
        describe(components);
        document.getPaths().getPathItems().values().stream()
                .map(PathItem::getOperations)
                .flatMap(operations -> operations.values().stream())
                .forEach(CommonParts::complete);
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(TOKEN));
        document.addSecurityRequirement(OASFactory.createSecurityRequirement().addScheme(API_KEY));
    }

    private static void describe(Components components) {
        components.addSchema(PROBLEM, problem());
        for (var response : ProblemResponse.values()) {
            components.addResponse(response.component(), response(response));
        }
        components.addSecurityScheme(
                TOKEN,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.HTTP)
                        .scheme("bearer")
                        .description("An access token of the OIDC provider, or an API key (tmk_…)."));
        components.addSecurityScheme(
                API_KEY,
                OASFactory.createSecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-API-Key")
                        .description("An API key (tmk_…)."));
    }

    private static void complete(Operation operation) {
        for (var response : ProblemResponse.values()) {
            if (!operation.getResponses().hasAPIResponse(response.status())) {
                operation
                        .getResponses()
                        .addAPIResponse(
                                response.status(),
                                OASFactory.createAPIResponse().ref(response.component()));
            }
        }
    }

    private static APIResponse response(ProblemResponse response) {
        var answer = OASFactory.createAPIResponse()
                .description(response.description())
                .content(problemContent());
        if (response.isTemporary()) {
            answer.addHeader(
                    "Retry-After",
                    OASFactory.createHeader().description("Seconds to wait.").schema(type(SchemaType.INTEGER)));
        }
        return answer;
    }

    private static Content problemContent() {
        var reference = OASFactory.createSchema().ref(PROBLEM);
        return OASFactory.createContent()
                .addMediaType(
                        "application/problem+json", OASFactory.createMediaType().schema(reference));
    }

    private static Schema problem() {
        var error = type(SchemaType.OBJECT)
                .addProperty("field", type(SchemaType.STRING))
                .addProperty("message", type(SchemaType.STRING))
                .addRequired("field")
                .addRequired("message");
        return type(SchemaType.OBJECT)
                .description("What went wrong (RFC 9457).")
                .addProperty("type", type(SchemaType.STRING).format("uri-reference"))
                .addProperty("title", type(SchemaType.STRING))
                .addProperty("status", type(SchemaType.INTEGER).format("int32"))
                .addProperty("detail", type(SchemaType.STRING))
                .addProperty("instance", type(SchemaType.STRING))
                .addProperty("code", type(SchemaType.STRING).description("The kind of problem, for programs."))
                .addProperty("errors", type(SchemaType.ARRAY).items(error).description("Which fields are wrong."))
                .addRequired("type")
                .addRequired("title")
                .addRequired("status")
                .addRequired("code");
    }

    private static Schema type(SchemaType type) {
        return OASFactory.createSchema().addType(type);
    }
}
