package io.tidemark.query.coverage;

import static java.util.stream.Collectors.groupingBy;

import io.tidemark.query.definition.ApiDefinition;
import io.tidemark.query.definition.ApiOperation;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Finds the operation that a route belongs to. Routes are written as gateways write them: {@code /orders/{id}}, {@code
 * /orders/:id}, or as a path; what a variable of the documented path stands for does not matter.
 */
final class RouteTable {

    private final List<String> basePaths;
    private final Map<Shape, List<Template>> templates;

    /** Only such paths can be the same. */
    private record Shape(String method, int segments) {}

    private record Template(ApiOperation operation, List<String> segments) {

        boolean matches(List<String> route) {
            return IntStream.range(0, segments.size()).allMatch(i -> matches(segments.get(i), route.get(i)));
        }

        private static boolean matches(String documented, String sent) {
            return isVariable(documented) || (!isVariable(sent) && documented.equals(sent));
        }

        /** Of several that match, the one that says more, from the left, is meant. */
        String variables() {
            var text = new StringBuilder();
            segments.forEach(segment -> text.append(isVariable(segment) ? '1' : '0'));
            return text.toString();
        }
    }

    RouteTable(ApiDefinition definition) {
        this.basePaths = definition.basePaths().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        this.templates = definition.operations().stream()
                .map(operation -> new Template(operation, segments(operation.path())))
                .collect(groupingBy(template -> new Shape(
                        template.operation().method(), template.segments().size())));
    }

    /** Whether the route is below a base path of the API. */
    boolean isOfApi(String route) {
        return basePaths.stream().anyMatch(base -> isBelow(base, route));
    }

    Optional<ApiOperation> find(String method, String route) {
        return basePaths.stream()
                .filter(base -> isBelow(base, route))
                .flatMap(base -> findBelow(method, segments(route.substring(base.length()))).stream())
                .findFirst();
    }

    private Optional<ApiOperation> findBelow(String method, List<String> route) {
        return templates.getOrDefault(new Shape(method, route.size()), List.of()).stream()
                .filter(template -> template.matches(route))
                .min(Comparator.comparing(Template::variables))
                .map(Template::operation);
    }

    private static boolean isBelow(String base, String route) {
        return route.startsWith(base) && (route.length() == base.length() || route.charAt(base.length()) == '/');
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    private static boolean isVariable(String segment) {
        return segment.startsWith(":") || segment.contains("{");
    }
}
