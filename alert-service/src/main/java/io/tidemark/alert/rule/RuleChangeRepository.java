package io.tidemark.alert.rule;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.schedule.ScheduleRepository;
import io.tidemark.alert.state.StateRepository;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Changes rules in a transaction of the tenant. The schedules concerned are locked first: an evaluation under way either
 * wrote its result before, or will find that it may not.
 */
@ApplicationScoped
class RuleChangeRepository {

    private final RuleRepository rules;
    private final ScheduleRepository schedules;
    private final StateRepository states;
    private final EndingRepository endings;
    private final InstantSource clock;

    RuleChangeRepository(
            RuleRepository rules,
            ScheduleRepository schedules,
            StateRepository states,
            EndingRepository endings,
            InstantSource clock) {
        this.rules = rules;
        this.schedules = schedules;
        this.states = states;
        this.endings = endings;
        this.clock = clock;
    }

    /** Where a rule stands. */
    Uni<RuleStatus> status(SqlConnection tx, UUID tenant, Rule rule) {
        return schedules.find(tx, tenant, rule.schedule()).flatMap(slots -> states.find(tx, tenant, List.of(rule.id()))
                .map(rows -> RuleStatus.of(rule, slots.filter(active -> rule.enabled()), rows, clock.instant())));
    }

    /** Empty if there is one of this name already, or there are as many rules as there may be. */
    Uni<Optional<Rule>> insert(SqlConnection tx, UUID tenant, Draft draft, int most) {
        return join(tx, tenant, draft).flatMap(joined -> rules.insert(tx, tenant, draft, most));
    }

    /** Empty if it is gone or its version another. */
    Uni<Optional<Rule>> update(SqlConnection tx, UUID tenant, Rule was, Draft draft) {
        return lock(tx, tenant, was, draft)
                .flatMap(locked -> rules.update(tx, tenant, was, draft))
                .flatMap(updated -> updated.isPresent() && isOver(was, draft)
                        ? endings.end(tx, tenant, was, ending(draft), clock.instant())
                                .replaceWith(updated)
                        : Uni.createFrom().item(updated));
    }

    /** Says whether there was such a rule of that version. */
    Uni<Boolean> delete(SqlConnection tx, UUID tenant, Rule was) {
        return schedules
                .disturb(tx, tenant, was.schedule())
                .flatMap(locked -> rules.delete(tx, tenant, was))
                .flatMap(deleted -> deleted
                        ? endings.end(tx, tenant, was, "The rule was deleted.", clock.instant())
                                .flatMap(ended -> states.delete(tx, tenant, was.id()))
                                .replaceWith(true)
                        : Uni.createFrom().item(false));
    }

    private static boolean isOver(Rule was, Draft draft) {
        return !draft.enabled() || !draft.definition().judgesLike(was.definition());
    }

    private static String ending(Draft draft) {
        return draft.enabled() ? "The rule was rewritten." : "The rule was paused.";
    }

    /** The old schedule and the new one, in the order of their ids, as everybody locks them. */
    private Uni<Void> lock(SqlConnection tx, UUID tenant, Rule was, Draft draft) {
        var next = draft.definition().timing().schedule();
        return was.schedule().equals(next)
                ? join(tx, tenant, draft)
                : Stream.of(was.schedule(), next)
                        .sorted(ScheduleRepository.ORDER)
                        .map(id -> id.equals(next) ? join(tx, tenant, draft) : schedules.disturb(tx, tenant, id))
                        .reduce((first, second) -> first.flatMap(done -> second))
                        .orElseThrow();
    }

    /** A paused rule needs no slots, but whoever evaluates it must hear that it is paused. */
    private Uni<Void> join(SqlConnection tx, UUID tenant, Draft draft) {
        var timing = draft.definition().timing();
        return draft.enabled()
                ? schedules.join(tx, tenant, timing, clock.instant())
                : schedules.disturb(tx, tenant, timing.schedule());
    }
}
