package io.tidemark.query.range;

import io.tidemark.platform.problem.ProblemException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** UUIDs in their canonical form only: the parser of the JDK also takes {@code 1-1-1-1-1}. */
public final class Uuids {

    private static final Pattern CANONICAL =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private Uuids() {}

    public static Optional<UUID> find(String text) {
        return CANONICAL.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /**
     * The UUID that a request has in a parameter, if any.
     *
     * @throws ProblemException 400 that names the parameter, unless absent or a UUID
     */
    public static @Nullable UUID parse(String parameter, @Nullable String text) {
        if (text == null) {
            return null;
        }
        return find(text).orElseThrow(() -> ProblemException.invalid(parameter, "must be a UUID"));
    }
}
