package io.tidemark.alert.evaluation;

import io.tidemark.alert.question.Asking;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.questions.Scopes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes evaluators. */
@ApplicationScoped
class Evaluators {

    private final Scopes scopes;
    private final SightRepository sights;
    private final Announcement announcement;
    private final EvaluationConfig config;
    private final InstantSource clock;

    Evaluators(
            Scopes scopes,
            SightRepository sights,
            MessageConfig messages,
            EvaluationConfig config,
            InstantSource clock) {
        this.scopes = scopes;
        this.sights = sights;
        this.announcement = new Announcement(messages.dashboardUrl().orElse(""));
        this.config = config;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** For the rules of a tenant, as of now. */
    Evaluator of(Tenant tenant, Case stored, Instant now) {
        var asking = new Asking(stored.queries(), scopes.of(tenant, Optional.empty(), now));
        return new Evaluator(sights, announcement, asking, config.budget());
    }
}
