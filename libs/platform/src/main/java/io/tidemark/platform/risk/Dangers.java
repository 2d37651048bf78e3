package io.tidemark.platform.risk;

import io.tidemark.risk.Danger;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds what is dangerous in the settings that all services have, but for their database. */
final class Dangers {

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Function<String, Optional<String>> settings;
    private final List<Danger> found = new ArrayList<>();

    private Dangers(Function<String, Optional<String>> settings) {
        this.settings = settings;
    }

    /** @param settings a setting by its name */
    static List<Danger> in(Function<String, Optional<String>> settings) {
        var dangers = new Dangers(settings);
        dangers.lookAtTheProvider();
        dangers.lookAtTokens();
        dangers.lookAtOrigins();
        return List.copyOf(dangers.found);
    }

    private void lookAtTheProvider() {
        var issuer = setting("quarkus.oidc.auth-server-url");
        if (isPlainHttp(issuer)) {
            add(
                    "oidc-over-http",
                    "The OIDC provider is asked over http (%s): whoever is on the way can hand out keys and so sign in as anybody."
                            .formatted(issuer));
        }
        if (setting("quarkus.oidc.tls.verification").equals("none")
                || setting("quarkus.tls.trust-all").equals("true")) {
            add(
                    "oidc-certificate-unverified",
                    "The certificate of the OIDC provider is not verified: whoever is on the way can pretend to be it.");
        }
    }

    private void lookAtTokens() {
        if (setting("quarkus.oidc.token.audience").equals("any")) {
            add("oidc-any-audience", "Tokens that were issued for other applications are accepted.");
        }
        if (setting("quarkus.oidc.token.issuer").equals("any")) {
            add("oidc-any-issuer", "Tokens are accepted whoever claims to have issued them.");
        }
        if (setting("quarkus.oidc.token.signature-algorithm").startsWith("hs")) {
            add(
                    "oidc-symmetric-signature",
                    "Tokens are signed with a shared secret: whoever can check them can also make them.");
        }
        if (setting("quarkus.oidc.token.allow-opaque-token-introspection").equals("true")) {
            add("oidc-introspection", "Opaque tokens are accepted: each costs a call to the OIDC provider.");
        }
    }

    private void lookAtOrigins() {
        var origins = setting("quarkus.http.cors.origins");
        if (List.of(origins.split(",", -1)).stream().map(String::strip).anyMatch(Dangers::isAnyOrigin)) {
            add("cors-any-origin", "Pages of any origin may read answers in the name of whoever looks at them.");
        }
    }

    private static boolean isAnyOrigin(String origin) {
        return origin.equals("*") || origin.equals("/.*/");
    }

    private static boolean isPlainHttp(String url) {
        try {
            var uri = URI.create(url);
            return "http".equalsIgnoreCase(uri.getScheme())
                    && (uri.getHost() == null || !LOOPBACK.contains(uri.getHost()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As it is compared; empty if there is none. */
    private String setting(String name) {
        return settings.apply(name).orElse("").strip().toLowerCase(Locale.ROOT);
    }

    private void add(String name, String what) {
        found.add(new Danger(name, what));
    }
}
