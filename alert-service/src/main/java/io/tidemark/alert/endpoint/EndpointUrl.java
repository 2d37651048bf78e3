package io.tidemark.alert.endpoint;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * The URL of a receiver, in the forms that are accepted: http or https, a host, no user, no fragment.
 *
 * @param target path and query, as they go into the request line
 */
public record EndpointUrl(boolean secure, String host, int port, String target) {

    private static final int LONGEST = 2000;
    private static final int HTTP = 80;
    private static final int HTTPS = 443;
    private static final int FIRST_USER_PORT = 1024;
    private static final int LAST_PORT = 65535;

    /**
     * Reads a URL.
     *
     * @throws IllegalArgumentException whose message completes the sentence "url …"
     */
    public static EndpointUrl parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must have at most " + LONGEST + " characters");
        }
        var uri = uri(text);
        var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            throw new IllegalArgumentException("must begin with https:// (or http:// where that is allowed)");
        }
        refuseUnless(uri.getHost() != null, "must have a host name or an address, in ASCII");
        refuseUnless(uri.getRawUserInfo() == null, "must not hold a user or a password");
        refuseUnless(uri.getRawFragment() == null, "must not have a fragment");
        var secure = scheme.equals("https");
        return new EndpointUrl(secure, host(uri), port(uri.getPort(), secure), target(uri));
    }

    /** What a reader may see who may not send: where it goes, without the path, which often is a secret. */
    public String origin() {
        return (secure ? "https://" : "http://") + authority() + "/…";
    }

    /** Host and port as in a URL; the port only if it is not the scheme's. */
    public String authority() {
        var shown = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        return port == (secure ? HTTPS : HTTP) ? shown : shown + ":" + port;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException _) {
            throw new IllegalArgumentException("must be a URL");
        }
    }

    private static String host(URI uri) {
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static int port(int port, boolean secure) {
        if (port == -1) {
            return secure ? HTTPS : HTTP;
        }
        // The ports of mail, shells and the like have no receivers, and their servers may be talked into something.
        refuseUnless(
                port == HTTP || port == HTTPS || (port >= FIRST_USER_PORT && port <= LAST_PORT),
                "must have port 80, 443 or one from 1024 on");
        return port;
    }

    private static String target(URI uri) {
        var path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static void refuseUnless(boolean right, String message) {
        if (!right) {
            throw new IllegalArgumentException(message);
        }
    }
}
