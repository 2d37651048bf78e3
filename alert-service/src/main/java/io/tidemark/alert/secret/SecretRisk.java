package io.tidemark.alert.secret;

import io.quarkus.runtime.StartupEvent;
import io.tidemark.risk.Risks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/** Says at the start that a key is no secret: those of developers and tests are in the source code. */
@ApplicationScoped
class SecretRisk {

    static final String NAME = "secrets-key-known";

    private static final Set<String> KNOWN =
            Set.of("ZGV2ZWxvcGVycyBvbmx5OiBub3QgYSBzZWNyZXQgISE=", "dGVzdHMgb25seTogbm90IGEgc2VjcmV0IGF0IGFsbCE=");

    /** Of 32 random bytes hardly any are the same. */
    private static final int FEWEST_CHARACTERS = 12;

    private final SecretConfig config;
    private final Risks risks;

    SecretRisk(SecretConfig config, Risks risks) {
        this.config = config;
        this.risks = risks;
    }

    void check(@Observes StartupEvent event) {
        if (config.keys().orElse(List.of()).stream().anyMatch(SecretRisk::isKnown)) {
            risks.take(
                    NAME,
                    "A key of tidemark.secrets.keys is one of the source code or not random: whoever reads the database can open the secrets of webhooks.");
        }
    }

    static boolean isKnown(String configured) {
        var key = configured.strip().substring(configured.strip().indexOf(':') + 1);
        return KNOWN.contains(key) || key.chars().distinct().count() < FEWEST_CHARACTERS;
    }
}
