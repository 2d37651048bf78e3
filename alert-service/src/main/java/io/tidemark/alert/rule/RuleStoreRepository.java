package io.tidemark.alert.rule;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.schedule.ScheduleRepository;
import io.tidemark.platform.audit.Act;
import io.tidemark.platform.audit.ActRepository;
import io.tidemark.platform.audit.Action;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.platform.version.IfMatch;
import io.tidemark.platform.version.Version;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of tenants, each change in a transaction of its own. */
@ApplicationScoped
class RuleStoreRepository {

    private final TenantDatabase database;
    private final TierConfig tiers;
    private final RuleRepository rules;
    private final RuleChangeRepository changes;
    private final ActRepository acts;

    RuleStoreRepository(
            TenantDatabase database,
            TierConfig tiers,
            RuleRepository rules,
            RuleChangeRepository changes,
            ActRepository acts) {
        this.database = database;
        this.acts = acts;
        this.tiers = tiers;
        this.rules = rules;
        this.changes = changes;
    }

    Uni<List<Rule>> list(UUID tenant, @Nullable String afterName, int limit) {
        return database.read(tenant, tx -> rules.list(tx, tenant, afterName, limit));
    }

    Uni<Optional<RuleView>> findWithStatus(UUID tenant, UUID id) {
        return database.read(tenant, tx -> rules.find(tx, tenant, id).flatMap(found -> found.map(
                        rule -> changes.status(tx, tenant, rule).map(status -> Optional.of(RuleView.of(rule, status))))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()))));
    }

    /** Fails with 409 if the name is taken, 403 if the tier permits no more. */
    Uni<Rule> create(Tenant tenant, Draft draft, Act act) {
        return database.write(tenant.id(), tx -> create(tx, tenant, draft, act));
    }

    /** Fails with 404, 409 if the name is taken, or 412. */
    Uni<Rule> replace(Act act, UUID id, IfMatch expected, Draft draft) {
        return database.write(
                act.tenant(), tx -> rules.find(tx, act.tenant(), id).flatMap(found -> {
                    var was = found.orElseThrow(RuleStoreRepository::notFound);
                    if (!expected.admits(was.version())) {
                        throw Version.mismatch();
                    }
                    return replace(tx, was, draft, act);
                }));
    }

    /** Fails with 404 or 412. */
    Uni<Void> delete(Act act, UUID id, IfMatch expected) {
        return database.write(
                        act.tenant(), tx -> rules.find(tx, act.tenant(), id).flatMap(found -> {
                            var was = found.orElseThrow(RuleStoreRepository::notFound);
                            if (!expected.admits(was.version())) {
                                throw Version.mismatch();
                            }
                            return changes.delete(tx, act.tenant(), was)
                                    .invoke(deleted -> {
                                        if (!deleted) {
                                            throw Version.mismatch();
                                        }
                                    })
                                    .call(deleted -> acts.append(tx, act));
                        }))
                .replaceWithVoid();
    }

    /**
     * All or none: creates those whose names are new and replaces the others unless they are the same already. Schedules
     * are locked in the order in which evaluations lock them, too.
     */
    Uni<Imported> importAll(Tenant tenant, List<Draft> drafts, Act act) {
        var names = drafts.stream().map(Draft::name).toList();
        var sorted = drafts.stream()
                .sorted(Comparator.comparing(
                        draft -> draft.definition().timing().schedule(), ScheduleRepository.ORDER))
                .toList();
        return database.write(
                tenant.id(), tx -> rules.findNamed(tx, tenant.id(), names).flatMap(found -> {
                    var work = Uni.createFrom().item(Imported.NOTHING);
                    for (var draft : sorted) {
                        var was = found.stream()
                                .filter(rule -> rule.name().equals(draft.name()))
                                .findFirst();
                        work = work.flatMap(
                                done -> put(tx, tenant, was, draft, act).map(done::and));
                    }
                    return work;
                }));
    }

    private Uni<Imported> put(SqlConnection tx, Tenant tenant, Optional<Rule> was, Draft draft, Act act) {
        if (was.isEmpty()) {
            return create(tx, tenant, draft, act).replaceWith(Imported.CREATED);
        }
        return draft.isAlready(was.get())
                ? Uni.createFrom().item(Imported.UNCHANGED)
                : replace(
                                tx,
                                was.get(),
                                draft,
                                act.as(Action.ALERT_REPLACED).on(was.get().id()))
                        .replaceWith(Imported.UPDATED);
    }

    private Uni<Rule> create(SqlConnection tx, Tenant tenant, Draft draft, Act act) {
        var most = tiers.of(tenant.tier()).alertRules();
        return changes.insert(tx, tenant.id(), draft, most)
                .flatMap(created -> created.map(rule -> Uni.createFrom().item(rule))
                        .orElseGet(() -> rules.findNamed(tx, tenant.id(), List.of(draft.name()))
                                .map(named -> {
                                    throw named.isEmpty() ? tooMany(most) : taken();
                                })))
                .call(rule -> acts.append(tx, act.on(rule.id())));
    }

    private Uni<Rule> replace(SqlConnection tx, Rule was, Draft draft, Act act) {
        return rules.findNamed(tx, act.tenant(), List.of(draft.name()))
                .flatMap(named -> {
                    if (named.stream().anyMatch(rule -> !rule.id().equals(was.id()))) {
                        throw taken();
                    }
                    return changes.update(tx, act.tenant(), was, draft)
                            .map(updated -> updated.orElseThrow(Version::mismatch));
                })
                .call(rule -> acts.append(tx, act));
    }

    static ProblemException notFound() {
        return ProblemException.of(ProblemType.ALERT_NOT_FOUND, "The tenant has no alert rule with this id.");
    }

    private static ProblemException taken() {
        return ProblemException.of(ProblemType.CONFLICT, "There is an alert rule with this name.");
    }

    private static ProblemException tooMany(int most) {
        return ProblemException.of(
                ProblemType.QUOTA_EXCEEDED, "The tier permits %d alert rules, and no more.".formatted(most));
    }
}
