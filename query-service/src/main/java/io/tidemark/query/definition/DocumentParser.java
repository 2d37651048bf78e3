package io.tidemark.query.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads OpenAPI 3 and Swagger 2 documents, in JSON or YAML, of which JSON is a part. */
final class DocumentParser {

    private static final Set<String> METHODS =
            Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

    private static final int MOST_OPERATIONS = 2_000;
    private static final int LONGEST_TEXT = 500;

    private static final YAMLMapper YAML = new YAMLMapper();

    private DocumentParser() {}

    /** @throws ProblemException 400 that says what is wrong with the document */
    static ApiDocument parse(String text) {
        var root = read(text);
        if (!root.path("openapi").asText().startsWith("3.")
                && !root.path("swagger").asText().equals("2.0")) {
            throw invalid("openapi", "must be an OpenAPI document of version 3, or Swagger 2.0");
        }
        if (!root.path("paths").isObject()) {
            throw invalid("paths", "must not be missing");
        }
        var operations = operations(root.path("paths"));
        if (operations.size() > MOST_OPERATIONS) {
            throw invalid("paths", "must have at most %d operations".formatted(MOST_OPERATIONS));
        }
        var info = root.path("info");
        return new ApiDocument(text(info, "title").orElse(""), text(info, "version"), basePaths(root), operations);
    }

    private static JsonNode read(String text) {
        try {
            return Optional.ofNullable(YAML.readTree(text)).orElseThrow(DocumentParser::unreadable);
        } catch (JsonProcessingException e) {
            throw unreadable();
        }
    }

    private static List<ApiOperation> operations(JsonNode paths) {
        var operations = new ArrayList<ApiOperation>();
        paths.properties().forEach(entry -> {
            var path = entry.getKey();
            if (path.startsWith("x-")) {
                return;
            }
            if (!path.startsWith("/") || path.length() > LONGEST_TEXT || path.indexOf('\0') >= 0) {
                throw invalid("paths", "has a path that is none: every path begins with /");
            }
            if (entry.getValue().has("$ref")) {
                throw invalid("paths", "refers to another document: send one document that has all");
            }
            entry.getValue().properties().stream()
                    .filter(operation -> METHODS.contains(operation.getKey()))
                    .map(operation -> operation(path, operation.getKey(), operation.getValue()))
                    .forEach(operations::add);
        });
        return operations;
    }

    private static ApiOperation operation(String path, String method, JsonNode operation) {
        var responses = new ArrayList<String>();
        operation.path("responses").fieldNames().forEachRemaining(responses::add);
        return new ApiOperation(
                method.toUpperCase(Locale.ROOT),
                path,
                text(operation, "operationId").orElse(null),
                operation.path("deprecated").asBoolean(),
                responses.stream()
                        .map(response -> response.toUpperCase(Locale.ROOT))
                        .filter(response -> response.matches("[1-5](\\d\\d|XX)|DEFAULT"))
                        .map(response -> response.equals("DEFAULT") ? "default" : response)
                        .distinct()
                        .sorted()
                        .toList());
    }

    private static List<String> basePaths(JsonNode root) {
        var stated = Stream.concat(
                        Stream.of(root.path("basePath").asText()),
                        Stream.of(root.path("servers"))
                                .flatMap(servers -> servers.valueStream())
                                .map(server -> pathOf(server.path("url").asText())))
                .map(path -> path.replaceAll("/+$", ""))
                .filter(path -> path.isEmpty() || path.startsWith("/"))
                .filter(path -> path.length() <= LONGEST_TEXT)
                .distinct()
                .toList();
        var paths = stated.stream().filter(path -> !path.isEmpty()).toList();
        return paths.isEmpty() ? List.of("") : paths;
    }

    /** A server whose address has variables, or is none, says nothing about paths. */
    private static String pathOf(String url) {
        try {
            var path = new URI(url).getPath();
            return path == null ? "" : path;
        } catch (URISyntaxException e) {
            return "";
        }
    }

    private static Optional<String> text(JsonNode node, String field) {
        return Optional.of(node.path(field).asText())
                .filter(text -> !text.isBlank() && text.indexOf('\0') < 0)
                .map(text -> text.substring(0, Math.min(text.length(), LONGEST_TEXT)));
    }

    private static ProblemException unreadable() {
        return ProblemException.of(ProblemType.MALFORMED_BODY, "The body is neither JSON nor YAML.");
    }

    private static ProblemException invalid(String field, String message) {
        return ProblemException.invalid(field, message);
    }
}
