package io.tidemark.platform.identity;

import jakarta.json.JsonString;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The claim by which a token narrows itself to the events of some groups of routes. */
final class Teams {

    private static final String CLAIM = "teams";

    private Teams() {}

    /**
     * The groups whose events the token may read; empty if it may read those of all. A claim that is there narrows,
     * whatever is in it: one that cannot be read grants nothing.
     */
    static Optional<Set<String>> of(JsonWebToken token) {
        var names = token.getClaimNames();
        return names != null && names.contains(CLAIM)
                ? Optional.of(names(token.<@Nullable Object>getClaim(CLAIM))
                        .filter(Teams::canNameAGroup)
                        .collect(Collectors.toUnmodifiableSet()))
                : Optional.empty();
    }

    private static Stream<String> names(@Nullable Object claim) {
        return switch (claim) {
            case Collection<?> several -> several.stream().flatMap(Teams::names);
            case JsonString one -> Stream.of(one.getString());
            case String one -> Stream.of(one);
            case null, default -> Stream.empty();
        };
    }

    /** Stored groups are separated by line feeds, and PostgreSQL takes no NUL. */
    private static boolean canNameAGroup(String name) {
        return !name.isEmpty() && name.indexOf('\n') < 0 && name.indexOf('\0') < 0;
    }
}
