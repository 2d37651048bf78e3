package io.tidemark.quickstart.ingress;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyResponse;
import java.util.Locale;

/** What the ingress itself has to say: problem documents of the same shape as the services'. */
enum IngressProblem {
    NOT_FOUND(404, "There is nothing here", "No service answers this path."),
    UNAVAILABLE(503, "The service is not available at the moment", "The service is starting again. Try again soon.");

    private static final String MEDIA_TYPE = "application/problem+json";
    private static final String RETRY_AFTER_SECONDS = "2";

    private final int status;
    private final String title;
    private final String detail;

    IngressProblem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    void answer(HttpServerResponse response, String path) {
        response.setStatusCode(status).putHeader("Content-Type", MEDIA_TYPE);
        if (this == UNAVAILABLE) {
            response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.end(document(path).toBuffer());
    }

    ProxyResponse describe(ProxyResponse response, String path) {
        return response.setStatusCode(status)
                .putHeader("Content-Type", MEDIA_TYPE)
                .putHeader("Retry-After", RETRY_AFTER_SECONDS)
                .setBody(Body.body(document(path).toBuffer()));
    }

    private JsonObject document(String path) {
        return new JsonObject()
                .put("type", "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put("title", title)
                .put("status", status)
                .put("detail", detail)
                .put("instance", path)
                .put("code", name());
    }
}
