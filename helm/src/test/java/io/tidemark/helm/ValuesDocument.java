package io.tidemark.helm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.comments.CommentLine;
import org.yaml.snakeyaml.comments.CommentType;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/** What {@code values.yaml} and its comments say: the schema of the values, and a table of them. */
final class ValuesDocument {

    private static final String NARROWING = "@schema";
    private static final String SETTINGS = "@settings";

    private final List<Value> values = new ArrayList<>();
    private final ObjectNode schema;

    ValuesDocument(Path file) throws IOException {
        var defaults = Files.readString(file);
        var options = new LoaderOptions();
        options.setProcessComments(true);
        try (var reader = Files.newBufferedReader(file)) {
            var root = (MappingNode) new org.yaml.snakeyaml.Yaml(options).compose(reader);
            schema = JsonNodeFactory.instance.objectNode();
            schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
            schema.setAll(object(root, Yaml.read(defaults), ""));
            // Helm hands these to every chart.
            ((ObjectNode) schema.get("properties")).putObject("global").put("type", "object");
        }
    }

    /** One value that can be set. */
    record Value(String path, JsonNode standard, String description) {

        private String row() {
            return "| `%s` | `%s` | %s |".formatted(path, standard.toString().replace("|", "\\|"), description);
        }
    }

    List<Value> values() {
        return List.copyOf(values);
    }

    String schema() {
        return schema.toPrettyString() + "\n";
    }

    String table() {
        return values.stream()
                .map(Value::row)
                .collect(Collectors.joining("\n", "| value | default | |\n|---|---|---|\n", "\n"));
    }

    private ObjectNode object(MappingNode node, JsonNode defaults, String path) {
        var result = JsonNodeFactory.instance.objectNode();
        result.put("type", "object");
        result.put("additionalProperties", false);
        var properties = result.putObject("properties");
        for (var entry : node.getValue()) {
            var name = ((ScalarNode) entry.getKeyNode()).getValue();
            properties.set(name, value(entry, defaults.get(name), path + name));
        }
        return result;
    }

    private ObjectNode value(NodeTuple entry, JsonNode standard, String path) {
        var comments = comments(entry.getKeyNode());
        var narrowing = comments.stream()
                .filter(line -> line.startsWith(NARROWING))
                .map(line -> Yaml.read(line.substring(NARROWING.length())))
                .findFirst();
        var settings = comments.stream()
                .filter(line -> line.startsWith(SETTINGS))
                .map(line -> SettingsSchema.of(line.substring(SETTINGS.length()).strip()))
                .findFirst();
        var description =
                comments.stream().filter(line -> !line.startsWith("@")).collect(Collectors.joining(" "));
        if (narrowing.isEmpty()
                && entry.getValueNode() instanceof MappingNode map
                && !map.getValue().isEmpty()) {
            return object(map, standard, path + ".");
        }
        values.add(new Value(path, standard, description));
        var result = JsonNodeFactory.instance.objectNode();
        result.put("description", description);
        result.put("type", type(entry.getValueNode()));
        narrowing.ifPresent(more -> result.setAll((ObjectNode) more));
        settings.ifPresent(result::setAll);
        return result;
    }

    /** The lines right above a key. */
    private static List<String> comments(Node key) {
        var lines = new ArrayList<String>();
        for (var line : key.getBlockComments() == null ? List.<CommentLine>of() : key.getBlockComments()) {
            if (line.getCommentType() == CommentType.BLANK_LINE) {
                lines.clear();
            } else {
                lines.add(line.getValue().strip());
            }
        }
        return lines;
    }

    private static String type(Node value) {
        return switch (value.getNodeId()) {
            case mapping -> "object";
            case sequence -> "array";
            case scalar ->
                value.getTag().equals(Tag.INT) ? "integer" : value.getTag().equals(Tag.BOOL) ? "boolean" : "string";
            case anchor -> throw new IllegalArgumentException("anchors are not followed");
        };
    }
}
