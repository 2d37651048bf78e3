package io.tidemark.helm;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The chart's objects for those without Helm: the files of {@code k8s}, by their path. */
final class PlainManifests {

    static final Path HOME = Path.of("../k8s");

    private static final ObjectMapper WRITER = new ObjectMapper(YAMLFactory.builder()
            .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
            .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
            .enable(YAMLGenerator.Feature.INDENT_ARRAYS_WITH_INDICATOR)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .build());

    /** By component: what switches it on, and what is its own. */
    private static final Map<String, Part> COMPONENTS = Map.of(
            "ingress", new Part("ingress: {enabled: true}", Set.of("Ingress")),
            "gateway", new Part("gateway: {enabled: true, parentRefs: [{name: gateway}]}", Set.of("HTTPRoute")),
            "autoscaling",
                    new Part(
                            "{ingest: {autoscaling: {enabled: true}}, query: {autoscaling: {enabled: true}}, alert: {autoscaling: {enabled: true}}}",
                            Set.of("HorizontalPodAutoscaler")),
            "monitoring",
                    new Part(
                            "monitoring: {serviceMonitor: {enabled: true}, rules: {enabled: true}, dashboards: {enabled: true}}",
                            Set.of("ServiceMonitor", "PrometheusRule", "ConfigMap")));

    private PlainManifests() {}

    private record Part(String values, Set<String> kinds) {}

    static Map<Path, String> render() throws IOException {
        var files = new TreeMap<Path, String>();
        var base = objects("{}");
        base.stream()
                .collect(Collectors.groupingBy(PlainManifests::component))
                .forEach((component, objects) -> files.put(Path.of("base", component + ".yaml"), write(objects)));
        for (var component : COMPONENTS.entrySet()) {
            var own = objects(component.getValue().values()).stream()
                    .filter(object -> component
                            .getValue()
                            .kinds()
                            .contains(object.path("kind").asText()))
                    .filter(object -> !base.contains(object))
                    .toList();
            files.put(Path.of("components", component.getKey(), "objects.yaml"), write(own));
        }
        return files;
    }

    private static List<JsonNode> objects(String overlay) throws IOException {
        var values = (ObjectNode) Yaml.read(Files.readString(HOME.resolve("values.yaml")));
        var rendered = Chart.template(Yaml.write(Yaml.merge(values, Yaml.read(overlay))));
        return Manifests.parse(rendered).objects().stream()
                .filter(object -> !component(object).equals("test"))
                .map(PlainManifests::withoutHelm)
                .toList();
    }

    private static String component(JsonNode object) {
        return object.at("/metadata/labels/app.kubernetes.io~1component").asText();
    }

    /** What Helm says of itself, and the namespace, which is the overlay's. */
    private static JsonNode withoutHelm(JsonNode object) {
        ((ObjectNode) object.get("metadata")).remove("namespace");
        object.findValues("labels").stream().filter(JsonNode::isObject).forEach(labels -> ((ObjectNode) labels)
                .remove(List.of("helm.sh/chart", "app.kubernetes.io/managed-by")));
        return object;
    }

    private static String write(List<JsonNode> objects) {
        return objects.stream().map(PlainManifests::write).collect(Collectors.joining());
    }

    private static String write(JsonNode object) {
        try {
            return WRITER.writeValueAsString(object);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
