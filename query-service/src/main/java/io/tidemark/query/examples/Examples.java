package io.tidemark.query.examples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.jspecify.annotations.Nullable;

/** Adds what {@code examples.json} has for an operation: what real requests sent, and what they were answered. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class Examples implements OASFilter {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode examples = read();

    @Override
    public @Nullable Operation filterOperation(Operation operation) {
        var of = examples.path(String.valueOf(operation.getOperationId()));
        var request = operation.getRequestBody();
        if (request != null && of.has("request")) {
            mediaTypes(request.getContent()).forEach(type -> type.setExample(value(of.get("request"))));
        }
        if (operation.getResponses() != null && of.has("response")) {
            operation.getResponses().getAPIResponses().forEach((status, response) -> {
                if (status.startsWith("2")) {
                    mediaTypes(response.getContent()).forEach(type -> type.setExample(value(of.get("response"))));
                }
            });
        }
        return operation;
    }

    private static Stream<MediaType> mediaTypes(@Nullable Content content) {
        return Optional.ofNullable(content).map(Content::getMediaTypes).stream()
                .flatMap(types -> types.values().stream());
    }

    private static Object value(JsonNode example) {
        return JSON.convertValue(example, Object.class);
    }

    private static JsonNode read() {
        try (var file = Examples.class.getResourceAsStream("/examples.json")) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
