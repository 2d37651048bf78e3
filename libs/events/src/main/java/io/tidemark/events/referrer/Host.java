package io.tidemark.events.referrer;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads hosts from whatever is sent as a URI; {@link java.net.URI} is slower and throws where this shrugs. */
final class Host {

    private Host() {}

    /** The host of a URI with an authority, in lower case; null if there is none. */
    static @Nullable String ofUri(String uri) {
        var scheme = uri.indexOf("://");
        if (scheme <= 0 || !isScheme(uri, scheme)) {
            return null;
        }
        var from = scheme + 3;
        var to = from;
        while (to < uri.length() && "/?#\\".indexOf(uri.charAt(to)) < 0) {
            to++;
        }
        return ofAuthority(uri.substring(from, to).toLowerCase(Locale.ROOT));
    }

    /** The host of {@code user@host:port}, in brackets if it is an IPv6 address; null if it cannot be one. */
    static @Nullable String ofAuthority(String authority) {
        var from = authority.lastIndexOf('@') + 1;
        if (authority.startsWith("[", from)) {
            var end = authority.indexOf(']', from);
            return end < 0 || !isAddress(authority, from + 1, end) ? null : authority.substring(from, end + 1);
        }
        var colon = authority.indexOf(':', from);
        var to = colon < 0 ? authority.length() : colon;
        if (to > from && authority.charAt(to - 1) == '.') {
            to--;
        }
        return isName(authority, from, to) ? authority.substring(from, to) : null;
    }

    /** Whether the host is the domain or one of its sub-domains. */
    static boolean isWithin(String host, String domain) {
        return host.endsWith(domain)
                && (host.length() == domain.length() || host.charAt(host.length() - domain.length() - 1) == '.');
    }

    private static boolean isScheme(String uri, int to) {
        for (var i = 0; i < to; i++) {
            var c = uri.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '+' && c != '.') {
                return false;
            }
        }
        return true;
    }

    private static boolean isName(String text, int from, int to) {
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (!Character.isLetterOrDigit(c) && c != '-' && c != '.' && c != '_') {
                return false;
            }
        }
        return to > from;
    }

    private static boolean isAddress(String text, int from, int to) {
        var colon = text.indexOf(':', from);
        if (colon < 0 || colon >= to) {
            return false;
        }
        for (var i = from; i < to; i++) {
            var c = text.charAt(i);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        return true;
    }
}
