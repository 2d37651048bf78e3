package io.tidemark.helm;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** The schema of values that are handed on, under the same names, to an interface of settings. */
final class SettingsSchema {

    private static final String DURATION = "^(P[0-9DTHMS]+|[0-9]+[smhd])$";

    private SettingsSchema() {}

    static ObjectNode of(String type) {
        try {
            return object(Class.forName(type, false, SettingsSchema.class.getClassLoader()));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static ObjectNode object(Class<?> settings) {
        var schema = type("object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        Stream.of(settings.getMethods())
                .filter(member -> Modifier.isAbstract(member.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(member -> properties.set(member.getName(), member(member.getReturnType())));
        return schema;
    }

    private static ObjectNode member(Class<?> type) {
        if (type.isInterface()) {
            return object(type);
        }
        if (type == boolean.class) {
            return type("boolean");
        }
        if (type == int.class || type == long.class) {
            return type("integer").put("minimum", 0);
        }
        if (type == Duration.class) {
            return type("string").put("pattern", DURATION);
        }
        throw new AssertionError("no value of the chart becomes a " + type);
    }

    private static ObjectNode type(String name) {
        return JsonNodeFactory.instance.objectNode().put("type", name);
    }
}
