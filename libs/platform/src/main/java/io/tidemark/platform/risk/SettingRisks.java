package io.tidemark.platform.risk;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.risk.Risks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.Config;

/** Judges the settings of a service at its start. */
@ApplicationScoped
class SettingRisks {

    private final Config config;
    private final Risks risks;

    SettingRisks(Config config, Risks risks) {
        this.config = config;
        this.risks = risks;
    }

    void check(@Observes StartupEvent event) {
        Dangers.in(name -> config.getOptionalValue(name, String.class))
                .forEach(danger -> risks.take(danger.name(), danger.what()));
    }
}
