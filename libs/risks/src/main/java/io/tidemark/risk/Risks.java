package io.tidemark.risk;

import io.quarkus.logging.Log;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/** Judges risks that are taken. */
@ApplicationScoped
public class Risks {

    private final Set<String> accepted;
    private final boolean production;

    @Inject
    Risks(RiskConfig config) {
        this(config.accepted().orElse(Set.of()), ConfigUtils.isProfileActive("prod"));
    }

    Risks(Set<String> accepted, boolean production) {
        this.accepted = Set.copyOf(accepted);
        this.production = production;
    }

    /**
     * Warns of a risk that the configuration takes.
     *
     * @param name by which it can be accepted
     * @param what the option, and what may come of it
     * @throws RefusedRiskException in production, unless it is accepted there
     */
    public void take(String name, String what) {
        if (production && !accepted.contains(name)) {
            throw new RefusedRiskException(
                    "%s Refused in production; to accept it, add \"%s\" to tidemark.risks.accepted."
                            .formatted(what, name));
        }
        Log.warnf("Risk \"%s\": %s", name, what);
    }
}
