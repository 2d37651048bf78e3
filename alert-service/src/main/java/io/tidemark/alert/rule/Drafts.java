package io.tidemark.alert.rule;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.question.Asking;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.questions.Scopes;
import io.tidemark.questions.saved.SavedQueries;
import io.tidemark.questions.saved.SavedQueries.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes rules of what clients write, with the tenant's saved queries at hand. */
@ApplicationScoped
class Drafts {

    private final SavedQueries saved;
    private final Scopes scopes;
    private final InstantSource clock;

    Drafts(SavedQueries saved, Scopes scopes, InstantSource clock) {
        this.saved = saved;
        this.scopes = scopes;
        this.clock = clock;
    }

    /** Fails with 400 that names all wrong fields. */
    Uni<Draft> read(Tenant tenant, RuleRequest request) {
        return queries(tenant, List.of(request)).map(queries -> {
            var faults = new Faults("");
            var draft = draft(tenant, request, queries, faults);
            faults.raise();
            return draft;
        });
    }

    /** Several at once; what is wrong is named with its place in the list. */
    Uni<List<Draft>> readAll(Tenant tenant, String list, List<RuleRequest> requests) {
        return queries(tenant, requests).map(queries -> {
            var faults = new Faults("");
            var drafts = new ArrayList<Draft>();
            for (var i = 0; i < requests.size(); i++) {
                drafts.add(draft(tenant, requests.get(i), queries, faults.below("%s[%d]".formatted(list, i))));
            }
            faults.raise();
            return drafts;
        });
    }

    /** @throws ProblemException if it has no name or is otherwise no use */
    private Draft draft(Tenant tenant, RuleRequest request, Map<String, Versioned> queries, Faults faults) {
        var known = queries.values().stream().map(Versioned::query).toList();
        var asking = new Asking(known, scopes.of(tenant, Optional.empty(), clock.instant()));
        var definition = new RuleReader(faults, new ConditionReader(asking)).read(request);
        return new Draft(
                Objects.requireNonNullElse(request.name(), ""),
                Objects.requireNonNullElse(request.enabled(), true),
                definition);
    }

    private Uni<Map<String, Versioned>> queries(Tenant tenant, List<RuleRequest> requests) {
        var ids = requests.stream()
                .flatMap(request -> Stream.ofNullable(request.conditions()).flatMap(List::stream))
                .flatMap(condition -> condition == null ? Stream.empty() : Stream.ofNullable(condition.query()));
        return saved.find(tenant.id(), Asking.saved(ids));
    }
}
