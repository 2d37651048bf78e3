package io.tidemark.platform.openapi;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The service's OpenAPI document under the service's name too, such as {@code /q/openapi/ingest}: behind an ingress,
 * {@code /q/openapi} can lead to one of the services only.
 */
@ApplicationScoped
class DocumentRoute {

    private static final String DOCUMENT = "/q/openapi";

    private final String name;

    DocumentRoute(@ConfigProperty(name = "quarkus.application.name") String application) {
        this.name = application.replaceFirst("-service$", "");
    }

    void register(@Observes Router router) {
        router.get(DOCUMENT + "/" + name).handler(request -> {
            var query = request.request().query();
            request.reroute(query == null ? DOCUMENT : DOCUMENT + "?" + query);
        });
    }
}
