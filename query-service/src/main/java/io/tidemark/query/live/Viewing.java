package io.tidemark.query.live;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.tidemark.platform.identity.Roles;
import io.tidemark.platform.identity.Standing;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.problem.Problems;
import io.tidemark.query.cache.Answers;
import io.tidemark.query.cache.Asked;
import io.tidemark.query.cache.Endpoint;
import io.tidemark.query.cache.Given;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.gate.AnalyticsTiers;
import io.tidemark.query.overview.Overviews;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Tells viewers the totals of the overview again and again, and asks each time whether they may still see them. They
 * are kept for a moment: however many watch the same, they are computed once.
 */
@ApplicationScoped
class Viewing {

    private final Standing standing;
    private final AnalyticsTiers tiers;
    private final Answers answers;
    private final Overviews overviews;
    private final Pauses pauses;
    private final InstantSource clock;
    private final LiveConfig config;

    Viewing(
            Standing standing,
            AnalyticsTiers tiers,
            Answers answers,
            Overviews overviews,
            Pauses pauses,
            InstantSource clock,
            LiveConfig config) {
        this.standing = standing;
        this.tiers = tiers;
        this.answers = answers;
        this.overviews = overviews;
        this.pauses = pauses;
        this.clock = clock;
        this.config = config;
    }

    /**
     * One moment after the other, the first at once; a slow viewer misses some. Ends when the service is about to stop: whoever
     * watches connects again, to another instance.
     */
    Multi<Moment> watch(RoutingContext request, UUID tenant, LiveQuery query) {
        var due = new AtomicReference<Instant>(Instant.EPOCH);
        return Multi.createBy()
                .repeating()
                .uni(() -> next(request, tenant, query, due))
                .whilst(moment -> !moment.isLast() && !pauses.areOver());
    }

    private Uni<Moment> next(RoutingContext request, UUID tenant, LiveQuery query, AtomicReference<Instant> due) {
        var left = Duration.between(Instant.now(), due.get());
        var silent = left.compareTo(config.heartbeat()) > 0;
        return pauses.pause(silent ? config.heartbeat() : left)
                .chain(() ->
                        pauses.areOver() ? moment(new Moment.Heartbeat()) : look(request, tenant, query, due, silent));
    }

    private Uni<Moment> look(
            RoutingContext request, UUID tenant, LiveQuery query, AtomicReference<Instant> due, boolean silent) {
        return standing.find(request, Roles.VIEWER)
                .flatMap(found -> {
                    if (found.isEmpty() || !found.get().tenant().id().equals(tenant)) {
                        return moment(new Moment.End(ProblemType.UNAUTHORIZED.name()));
                    }
                    if (!tiers.include(found.get().tenant().tier())) {
                        return moment(new Moment.End(ProblemType.ANALYTICS_NOT_AVAILABLE.name()));
                    }
                    if (silent) {
                        return moment(new Moment.Heartbeat());
                    }
                    due.set(query.dueAfter(Instant.now()));
                    return update(found.get(), query);
                })
                .onFailure()
                .recoverWithItem(failure -> {
                    due.set(query.dueAfter(Instant.now()));
                    return new Moment.Unavailable(Problems.of(failure).code());
                });
    }

    private Uni<Moment> update(Standing.Permission permission, LiveQuery query) {
        var inquiry = new Inquiry(
                permission.tenant(),
                permission.teams(),
                Map.of(),
                Map.of(),
                clock.instant(),
                System.nanoTime(),
                false,
                List.of());
        var asked = Asked.of(Endpoint.STREAM, query.criteria().parameters());
        return answers.give(
                        inquiry,
                        List.of(asked),
                        (places, asOf) -> List.of(overviews
                                .totals(inquiry, query.criteria(), asOf)
                                .map(LiveUpdate::of)))
                .map(given -> switch (given.getFirst()) {
                    case Given.Body body -> new Moment.Update(body.text());
                    case Given.Failure(var cause) ->
                        new Moment.Unavailable(Problems.of(cause).code());
                });
    }

    private static Uni<Moment> moment(Moment moment) {
        return Uni.createFrom().item(moment);
    }
}
