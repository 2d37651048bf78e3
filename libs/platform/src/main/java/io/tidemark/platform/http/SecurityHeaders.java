package io.tidemark.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * What every answer tells browsers and caches: keep no copy unless the answer says otherwise, do not guess types, show
 * it in no frame, and tell nobody where a link was followed.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html">OWASP</a>
 */
@ApplicationScoped
class SecurityHeaders {

    private static final int FIRST = 1200;
    private static final String CONTENT_SECURITY_POLICY = "Content-Security-Policy";

    void register(@Observes Filters filters) {
        filters.register(SecurityHeaders::add, FIRST);
    }

    private static void add(RoutingContext exchange) {
        exchange.addHeadersEndHandler(end -> {
            var headers = exchange.response().headers();
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            addIfAbsent(headers, HttpHeaders.CACHE_CONTROL, "no-store");
            addIfAbsent(headers, CONTENT_SECURITY_POLICY, policy(headers));
            if (exchange.request().isSSL()) {
                headers.set("Strict-Transport-Security", "max-age=31536000");
            }
        });
        exchange.next();
    }

    /** Pages have scripts and styles of their own; everything else is data. */
    private static String policy(MultiMap headers) {
        var type = headers.get(HttpHeaders.CONTENT_TYPE);
        return type != null && type.startsWith("text/html")
                ? "base-uri 'self'; object-src 'none'; frame-ancestors 'none'"
                : "default-src 'none'; frame-ancestors 'none'";
    }

    private static void addIfAbsent(MultiMap headers, CharSequence name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
