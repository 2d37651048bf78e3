package io.tidemark.platform.risk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How connections to PostgreSQL are protected by the settings; the less, the later. */
enum DatabaseLink {

    /** They leave this machine with TLS only. */
    ENCRYPTED,

    /** They do not leave this machine. */
    LOCAL,

    /** With TLS if the server has it. */
    AS_OFFERED,

    IN_CLEAR;

    static final Danger IN_CLEAR_DANGER = new Danger(
            "database-without-tls",
            "Connections to PostgreSQL leave this machine without TLS: whoever is on the way reads and changes what tenants send.");

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Pattern URL =
            Pattern.compile("(?:vertx-reactive:)?[a-z]+://(?:[^@/?]*@)?(\\[[^]]*]|[^:/?]*)(?::\\d+)?(?:[/?].*)?");
    private static final Pattern MODE_OF_URL = Pattern.compile("[?&]sslmode=([a-z-]+)");

    /** @param settings a setting by its name, in lower case, empty if there is none */
    static DatabaseLink of(Function<String, String> settings) {
        var mode = settings.apply("quarkus.datasource.reactive.postgresql.ssl-mode");
        return Arrays.stream(settings.apply("quarkus.datasource.reactive.url").split(",", -1))
                .map(url -> of(url.strip(), mode))
                .max(Comparator.naturalOrder())
                .orElse(LOCAL);
    }

    private static DatabaseLink of(String url, String mode) {
        if (isLocal(url)) {
            return LOCAL;
        }
        return switch (Optional.of(mode).filter(set -> !set.isEmpty()).orElseGet(() -> modeOf(url))) {
            case "require", "verify-ca", "verify-full" -> ENCRYPTED;
            case "allow", "prefer" -> AS_OFFERED;
            default -> IN_CLEAR;
        };
    }

    /** Without a host, or with a folder for one, it is a Unix socket. */
    private static boolean isLocal(String url) {
        var matcher = URL.matcher(url);
        if (!matcher.matches()) {
            return url.isEmpty();
        }
        var host = matcher.group(1);
        return host.isEmpty() || host.startsWith("%2f") || LOOPBACK.contains(host);
    }

    private static String modeOf(String url) {
        var matcher = MODE_OF_URL.matcher(url);
        return matcher.find() ? matcher.group(1) : "";
    }
}
