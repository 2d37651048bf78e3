package io.tidemark.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.vertx.core.MultiMap;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which field is wrong, as the sender named it. */
final class Violations {

    private Violations() {}

    /** What is wrong with the parameters and the body; empty if it is the answer that is wrong. */
    static Optional<List<Problem.Violation>> of(ConstraintViolationException e) {
        var errors = new ArrayList<Problem.Violation>();
        for (ConstraintViolation<?> violation : e.getConstraintViolations()) {
            var field = field(violation);
            if (field.isEmpty()) {
                return Optional.empty();
            }
            errors.add(new Problem.Violation(field.get(), violation.getMessage()));
        }
        errors.sort(Comparator.comparing(Problem.Violation::field).thenComparing(Problem.Violation::message));
        return Optional.of(errors);
    }

    /** JSON that cannot be read, or not as what it should be: a field if that is to blame, else the body as a whole. */
    static Problem problem(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping
                && !mapping.getPath().isEmpty()
                && !(e.getCause() instanceof JsonProcessingException)) {
            var message = e instanceof UnrecognizedPropertyException ? "is not known" : "has the wrong type or form";
            return invalid(field(mapping), message);
        }
        var where = e.getLocation();
        return where == null
                ? ProblemType.MALFORMED_BODY.problem()
                : ProblemType.MALFORMED_BODY.problem("Not the JSON expected, at line %d, column %d."
                        .formatted(where.getLineNr(), where.getColumnNr()));
    }

    /**
     * A parameter that cannot be converted. Jakarta REST answers 404 for both kinds, which is right for a path;
     * a query parameter is told from it by its value, which the conversion quotes.
     */
    static Problem problem(IllegalArgumentException e, MultiMap query) {
        var message = String.valueOf(e.getMessage());
        return query.entries().stream()
                .filter(parameter -> message.contains('"' + parameter.getValue() + '"')
                        || message.endsWith(": " + parameter.getValue())
                        || message.endsWith("." + parameter.getValue()))
                .findFirst()
                .map(parameter -> invalid(parameter.getKey(), "has the wrong type or form"))
                .orElseGet(ProblemType.NOT_FOUND::problem);
    }

    private static Problem invalid(String field, String message) {
        return ProblemType.INVALID_REQUEST.problem("See errors.", List.of(new Problem.Violation(field, message)));
    }

    /** The path without the method, and without its body parameter if there is anything below that. */
    private static Optional<String> field(ConstraintViolation<?> violation) {
        var nodes = new ArrayList<Path.Node>();
        violation.getPropertyPath().forEach(nodes::add);
        if (nodes.stream().anyMatch(node -> node.getKind() == ElementKind.RETURN_VALUE)) {
            return Optional.empty();
        }
        nodes.removeIf(node -> node.getKind() == ElementKind.METHOD || node.getKind() == ElementKind.CONTAINER_ELEMENT);
        if (nodes.size() == 1
                && nodes.getFirst().getKind() == ElementKind.PARAMETER
                && violation.getInvalidValue() == null) {
            // No parameter is required.
            return Optional.of("body");
        }
        if (nodes.size() > 1 && nodes.getFirst().getKind() == ElementKind.PARAMETER) {
            nodes.removeFirst();
        }
        return Optional.of(nodes.stream().map(Path.Node::toString).collect(Collectors.joining(".")));
    }

    private static String field(JsonMappingException e) {
        var field = new StringBuilder();
        for (Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                field.append('[').append(step.getIndex()).append(']');
            } else {
                field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return field.toString();
    }
}
