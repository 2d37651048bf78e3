package io.tidemark.alert.endpoint;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.risk.Risks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** Says at the start that webhooks may reach networks that are not public. */
@ApplicationScoped
class EndpointRisk {

    static final String NAME = "webhook-networks";

    private final EndpointConfig config;
    private final Risks risks;

    EndpointRisk(EndpointConfig config, Risks risks) {
        this.config = config;
        this.risks = risks;
    }

    void check(@Observes StartupEvent event) {
        var networks = config.allowNetworks().orElse(List.of());
        if (!networks.isEmpty()) {
            risks.take(NAME, "Webhooks may be sent to %s, without TLS.".formatted(String.join(", ", networks)));
        }
    }
}
