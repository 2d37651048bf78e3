package io.tidemark.helm;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;

/** Rendered objects. */
record Manifests(List<JsonNode> objects) {

    Manifests {
        objects = List.copyOf(objects);
    }

    static Manifests parse(String yaml) {
        return new Manifests(Yaml.readAll(yaml));
    }

    List<JsonNode> ofKind(String kind) {
        return objects.stream()
                .filter(object -> object.path("kind").asText().equals(kind))
                .toList();
    }

    JsonNode get(String kind, String name) {
        return ofKind(kind).stream()
                .filter(object -> name(object).equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " " + name + " among " + names()));
    }

    /** As {@code Kind/name}. */
    List<String> names() {
        return objects.stream()
                .map(object -> object.path("kind").asText() + "/" + name(object))
                .toList();
    }

    List<Workload> workloads() {
        return objects.stream().flatMap(Manifests::workload).toList();
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    private static Stream<Workload> workload(JsonNode object) {
        return switch (object.path("kind").asText()) {
            case "Deployment", "Job" -> Stream.of(new Workload(name(object), object.at("/spec/template")));
            case "CronJob" -> Stream.of(new Workload(name(object), object.at("/spec/jobTemplate/spec/template")));
            case "Pod" -> Stream.of(new Workload(name(object), object));
            default -> Stream.empty();
        };
    }

    /** Something that becomes a pod. */
    record Workload(String name, JsonNode pod) {

        JsonNode spec() {
            return pod.path("spec");
        }

        JsonNode labels() {
            return pod.at("/metadata/labels");
        }

        List<JsonNode> containers() {
            return Stream.of("initContainers", "containers")
                    .flatMap(kind -> Yaml.items(spec().path(kind)).stream())
                    .toList();
        }

        boolean isSelectedBy(JsonNode selector) {
            return selector.path("matchLabels").properties().stream()
                    .allMatch(label -> label.getValue().equals(labels().get(label.getKey())));
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
