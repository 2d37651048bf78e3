package io.tidemark.catalogue;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The parameters of a question, checked: those that any query has may be given to all. */
final class ParameterValues {

    private static final Map<String, Parameter> KNOWN =
            Stream.of(Parameter.TOP_N, Parameter.THRESHOLD).collect(Collectors.toMap(Parameter::name, p -> p));

    private final Map<String, Object> values;

    /** @throws QuestionException if there is no such parameter, or its value is out of bounds */
    ParameterValues(Map<String, Object> values) {
        this.values = values;
        values.forEach((name, value) -> {
            var parameter = KNOWN.get(name);
            if (parameter == null) {
                throw new QuestionException("params." + name, "UNKNOWN_PARAMETER", "no query has such a parameter");
            }
            check(parameter, value);
        });
    }

    double get(Parameter parameter) {
        var value = values.get(parameter.name());
        return value == null ? parameter.defaultValue() : number(value);
    }

    private static void check(Parameter parameter, Object value) {
        var number = number(value);
        var whole = !parameter.kind().equals("int") || number == Math.rint(number);
        if (!whole || !(number >= parameter.min() && number <= parameter.max())) {
            throw new QuestionException(
                    "params." + parameter.name(),
                    "INVALID_PARAMETER",
                    "expected %s from %.0f to %.0f".formatted(parameter.kind(), parameter.min(), parameter.max()));
        }
    }

    private static double number(Object value) {
        try {
            return value instanceof Number number ? number.doubleValue() : Double.parseDouble(value.toString());
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
