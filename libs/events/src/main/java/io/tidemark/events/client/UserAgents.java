package io.tidemark.events.client;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import ua_parser.Parser;

/**
 * Tells what sent a user agent. What introduces itself goes by tables that read names as whole words; only what claims
 * to be a browser is left to the patterns of uap-core, which cost up to a millisecond.
 */
final class UserAgents {

    private static final int MAX_FAMILY = 64;

    private static final Pattern MAJOR_VERSION =
            Pattern.compile("(?:Chrome|CriOS|Edge?|EdgA|EdgiOS|OPR|Firefox|FxiOS|SamsungBrowser|Version)/\\d+(?![\\d.])"
                    + "|CrOS \\w+ \\d+(?![\\d.])");

    /** Without its name, which may be anything: clients are few, and shared by all tenants. */
    private static final Client UNKNOWN = new Client(null, null, null, ClientClass.UNKNOWN);

    private UserAgents() {}

    static Client classify(String userAgent) {
        var lower = userAgent.toLowerCase(Locale.ROOT);
        var product = product(userAgent);
        var program = Programs.find(product);
        if (program != null) {
            return new Client(program.name(), spokenOs(userAgent), null, program.clientClass());
        }
        var robot = Robots.find(userAgent, lower);
        if (robot != null) {
            return robot;
        }
        if (product.equals("Mozilla") || product.equals("Opera")) {
            return browser(userAgent);
        }
        return isApp(lower) ? app(product, userAgent) : UNKNOWN;
    }

    private static Client browser(String sent) {
        var userAgent = withWholeVersions(sent);
        var family = known(Patterns.PARSER.parseUserAgent(userAgent).family);
        if (family == null) {
            return UNKNOWN;
        }
        var os = os(userAgent);
        var embedded = isWebView(userAgent) || family.contains("WebView");
        return new Client(
                family, os, Devices.ofBrowser(userAgent, os), embedded ? ClientClass.APP : ClientClass.BROWSER);
    }

    /** The patterns take a browser for its engine, or for nothing, if its version has no dot. */
    private static String withWholeVersions(String userAgent) {
        return MAJOR_VERSION.matcher(userAgent).replaceAll("$0.0.0");
    }

    private static Client app(String product, String userAgent) {
        var os = os(userAgent);
        return new Client(named(product), os, Devices.ofApp(userAgent), ClientClass.APP);
    }

    /** Up to the version or the first space or comment. */
    private static String product(String userAgent) {
        var end = 0;
        while (end < userAgent.length() && "/ ;(,".indexOf(userAgent.charAt(end)) < 0) {
            end++;
        }
        return userAgent.substring(0, end);
    }

    private static boolean isApp(String lower) {
        return lower.contains("cfnetwork/")
                || lower.startsWith("dalvik/")
                || lower.contains("(iphone;")
                || lower.contains("(ipad;")
                || lower.contains("alamofire/")
                || lower.contains("(android")
                || lower.contains("; android ");
    }

    private static boolean isWebView(String userAgent) {
        return userAgent.contains("; wv)")
                || userAgent.contains("FBAN/")
                || userAgent.contains("FBAV/")
                || userAgent.contains("Instagram ")
                || userAgent.contains("Electron/")
                || userAgent.contains("MicroMessenger/");
    }

    /** Names of letters alone: anything else may hold versions or ids. */
    private static @Nullable String named(String product) {
        if (product.isEmpty() || product.length() > MAX_FAMILY) {
            return null;
        }
        for (var i = 0; i < product.length(); i++) {
            var c = product.charAt(i);
            var lower = c | 0x20;
            if ((lower < 'a' || lower > 'z') && !(i > 0 && (c == '-' || c == '_' || c == '.'))) {
                return null;
            }
        }
        return product;
    }

    /** Most programs send their name alone; looking for an operating system there would be a waste. */
    private static @Nullable String spokenOs(String userAgent) {
        return userAgent.indexOf(' ') < 0 ? null : os(userAgent);
    }

    private static @Nullable String os(String userAgent) {
        return known(Patterns.PARSER.parseOS(userAgent).family);
    }

    private static @Nullable String known(@Nullable String family) {
        if (family == null || family.equals("Other")) {
            return null;
        }
        return family.substring(0, Math.min(family.length(), MAX_FAMILY));
    }

    /** Loaded with the first browser: it takes a fifth of a second. */
    private static final class Patterns {
        static final Parser PARSER = new Parser();
    }
}
