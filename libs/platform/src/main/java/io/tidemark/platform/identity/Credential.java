package io.tidemark.platform.identity;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.Optional;

/** What a request shows of its sender. */
sealed interface Credential {

    /** Nothing that Tidemark knows. */
    record None() implements Credential {}

    /** An API key, by either header. */
    record Key(String key) implements Credential {}

    /** A bearer token, for OIDC to judge. */
    record Token() implements Credential {}

    /** Several credentials that differ: whichever we took, the sender might have meant the other. */
    record Ambiguous() implements Credential {}

    static Credential of(MultiMap headers) {
        var keys = headers.getAll("X-API-Key");
        var authorizations = headers.getAll("Authorization");
        if (keys.isEmpty() && authorizations.size() <= 1) {
            return authorizations.isEmpty() ? new None() : ofAuthorization(authorizations.getFirst());
        }
        var shown = new HashSet<Credential>();
        keys.forEach(key -> shown.add(new Key(key.strip())));
        authorizations.forEach(value -> shown.add(ofAuthorization(value)));
        // Other schemes, such as Basic, are for whoever stands before us.
        shown.remove(new None());
        return shown.size() == 1 && shown.iterator().next() instanceof Key key ? key : new Ambiguous();
    }

    private static Credential ofAuthorization(String value) {
        return bearer(value)
                .<Credential>map(token -> token.startsWith(ApiKeys.PREFIX) ? new Key(token) : new Token())
                .orElseGet(None::new);
    }

    private static Optional<String> bearer(String value) {
        var scheme = "Bearer ";
        return value.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(value.substring(scheme.length()).strip())
                : Optional.empty();
    }
}
