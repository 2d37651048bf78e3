package io.tidemark.risk;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
            Pattern.compile("(?:vertx-reactive:|jdbc:)?[a-z]+://(?:[^@/?]*@)?(\\[[^]]*]|[^:/?]*)(?::\\d+)?(?:[/?].*)?");
    private static final Pattern MODE_OF_URL = Pattern.compile("[?&]sslmode=([a-z-]+)");

    /**
     * @param urls of the reactive client, with commas
     * @param mode that is set for them all; empty if there is none
     */
    static DatabaseLink of(String urls, String mode) {
        return Arrays.stream(lowerCase(urls).split(",", -1))
                .map(url -> of(url.strip(), lowerCase(mode), ""))
                .max(Comparator.naturalOrder())
                .orElse(LOCAL);
    }

    /** JDBC takes TLS where it is offered, unless it is told otherwise. */
    static DatabaseLink ofJdbc(String url) {
        return of(lowerCase(url), "", "prefer");
    }

    private static DatabaseLink of(String url, String mode, String otherwise) {
        if (isLocal(url)) {
            return LOCAL;
        }
        return switch (mode.isEmpty() ? modeOf(url).orElse(otherwise) : mode) {
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

    private static Optional<String> modeOf(String url) {
        return MODE_OF_URL.matcher(url).results().findFirst().map(found -> found.group(1));
    }

    private static String lowerCase(String setting) {
        return setting.strip().toLowerCase(Locale.ROOT);
    }
}
