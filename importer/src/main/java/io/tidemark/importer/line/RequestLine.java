package io.tidemark.importer.line;

import io.tidemark.importer.line.AccessEntry.Request;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Takes the request apart, as far as it is one: scanners also send TLS handshakes and worse to plain ports. */
final class RequestLine {

    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,32}");
    private static final Pattern PORT = Pattern.compile(":\\d{1,5}$");
    private static final String HTTP = "http";

    private RequestLine() {}

    static Request of(Variables variables) {
        var line = variables.first("request");
        var request = line == null ? fromParts(variables) : parse(line);
        return request.domain() == null ? request.withDomain(domain(variables)) : request;
    }

    private static Request fromParts(Variables variables) {
        var method = variables.first("request_method", "method");
        var target = variables.first("request_uri", "uri", "path");
        if (method == null || !METHOD.matcher(method).matches()) {
            return Request.UNREADABLE;
        }
        var protocol = variables.first("server_protocol", "protocol");
        return target == null
                ? new Request(method, null, protocol(protocol), null)
                : request(method, target, protocol(protocol));
    }

    /** {@code METHOD target HTTP/1.1}; HTTP/0.9 has no version. Anything else has neither method nor path. */
    static Request parse(String line) {
        int first = line.indexOf(' ');
        int last = line.lastIndexOf(' ');
        if (first <= 0 || !METHOD.matcher(line.substring(0, first)).matches()) {
            return Request.UNREADABLE;
        }
        var method = line.substring(0, first);
        if (last > first && line.startsWith("HTTP/", last + 1)) {
            return request(method, line.substring(first + 1, last), HTTP);
        }
        var target = line.substring(first + 1);
        return target.startsWith("/") ? request(method, target, HTTP) : Request.UNREADABLE;
    }

    private static Request request(String method, String target, @Nullable String protocol) {
        int scheme = target.startsWith("/") ? -1 : target.indexOf("://");
        if (scheme <= 0) {
            return new Request(method, target, protocol, null);
        }
        int authority = scheme + "://".length();
        int path = target.indexOf('/', authority);
        return path < 0
                ? new Request(method, "/", protocol, name(target.substring(authority)))
                : new Request(method, target.substring(path), protocol, name(target.substring(authority, path)));
    }

    private static @Nullable String protocol(@Nullable String text) {
        return text == null || text.regionMatches(true, 0, HTTP, 0, HTTP.length()) ? HTTP : text;
    }

    private static @Nullable String domain(Variables variables) {
        var host = variables.first("host", "http_host", "server_name", "vhost", "domain");
        return host == null ? null : name(host);
    }

    /** Without port, in lower case; NGINX calls its nameless server {@code _}. */
    private static @Nullable String name(String host) {
        var name = PORT.matcher(host).replaceFirst("").toLowerCase(Locale.ROOT);
        return name.isEmpty() || name.equals("_") ? null : name;
    }
}
