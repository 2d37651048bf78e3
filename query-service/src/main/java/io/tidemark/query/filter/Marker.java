package io.tidemark.query.filter;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.Extensible;
import org.eclipse.microprofile.openapi.models.Operation;

/** An extension that tells filters of the OpenAPI document what to add to an operation; it is not part of the result. */
public final class Marker {

    private Marker() {}

    /** The value of the marker, which is taken away: annotations of a method mark also all that belongs to the operation. */
    public static Optional<String> take(Operation operation, String name) {
        var extensions = operation.getExtensions();
        var value = extensions == null
                ? Optional.<String>empty()
                : Optional.ofNullable(extensions.get(name)).map(String::valueOf);
        marked(operation).forEach(part -> part.removeExtension(name));
        return value;
    }

    private static Stream<? extends Extensible<?>> marked(Operation operation) {
        var responses = operation.getResponses();
        return Stream.of(
                        Stream.of(operation),
                        Stream.ofNullable(operation.getParameters()).flatMap(Collection::stream),
                        Stream.ofNullable(operation.getRequestBody()),
                        Stream.ofNullable(responses),
                        Stream.ofNullable(responses).flatMap(all -> all.getAPIResponses().values().stream()))
                .flatMap(parts -> parts);
    }
}
