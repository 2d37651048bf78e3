package io.tidemark.events.route;

/** Derives the route template from a path, for events whose sender does not know its routes. */
public final class RouteTemplate {

    /** Longer templates are cut at a segment: they are keys of rollups. */
    static final int MAX_LENGTH = 256;

    private static final String REST = "/*";

    private RouteTemplate() {}

    /**
     * One slash between segments and none at the end, no query, fragment or matrix parameters, percent-encoding made
     * uniform, and {@code :id} for whatever looks like the id of one thing. The template of a template is itself.
     */
    public static String of(String path) {
        var end = endOfPath(path);
        var template = new StringBuilder(Math.min(end, MAX_LENGTH) + 8);
        var at = startOfPath(path, end);
        while (at < end) {
            var slash = path.indexOf('/', at);
            var next = slash < 0 || slash > end ? end : slash;
            if (!appendSegment(template, path, at, next)) {
                return template.append(REST).toString();
            }
            at = next + 1;
        }
        return template.isEmpty() ? "/" : template.toString();
    }

    /** The path as sent, without query and fragment. */
    public static String withoutQuery(String path) {
        var end = endOfPath(path);
        return end == 0 ? "/" : path.substring(0, end);
    }

    private static boolean appendSegment(StringBuilder template, String path, int from, int to) {
        var semicolon = path.indexOf(';', from);
        var end = semicolon < 0 || semicolon > to ? to : semicolon;
        if (end == from) {
            return true;
        }
        var before = template.length();
        var segment = path.substring(from, end);
        var encoded = segment.indexOf('%') >= 0;
        if (Identifier.matches(encoded ? PercentEncoding.decode(segment) : segment)) {
            template.append("/:id");
        } else {
            template.append('/').append(encoded ? PercentEncoding.normalise(segment) : segment);
        }
        if (template.length() <= MAX_LENGTH - REST.length()) {
            return true;
        }
        template.setLength(before);
        return false;
    }

    private static int endOfPath(String path) {
        for (var i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '?' || path.charAt(i) == '#') {
                return i;
            }
        }
        return path.length();
    }

    /** Proxies log absolute targets: {@code http://host/path}. */
    private static int startOfPath(String path, int end) {
        if (path.startsWith("/")) {
            return 0;
        }
        var authority = path.indexOf("://");
        if (authority < 0 || authority >= end) {
            return 0;
        }
        var slash = path.indexOf('/', authority + 3);
        return slash < 0 || slash > end ? end : slash;
    }
}
