package io.tidemark.alert.rule;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.schedule.ScheduleRepository;
import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.tier.TierConfig;
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

    RuleStoreRepository(TenantDatabase database, TierConfig tiers, RuleRepository rules, RuleChangeRepository changes) {
        this.database = database;
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
    Uni<Rule> create(Tenant tenant, Draft draft) {
        return database.write(tenant.id(), tx -> create(tx, tenant, draft));
    }

    /** Fails with 404, 409 if the name is taken, or 412. */
    Uni<Rule> replace(UUID tenant, UUID id, Version expected, Draft draft) {
        return database.write(tenant, tx -> rules.find(tx, tenant, id).flatMap(found -> {
            var was = found.orElseThrow(RuleStoreRepository::notFound);
            if (!was.version().equals(expected)) {
                throw Version.mismatch();
            }
            return replace(tx, tenant, was, draft);
        }));
    }

    /** Fails with 404 or 412. */
    Uni<Void> delete(UUID tenant, UUID id, @Nullable Version expected) {
        return database.write(tenant, tx -> rules.find(tx, tenant, id).flatMap(found -> {
                    var was = found.orElseThrow(RuleStoreRepository::notFound);
                    if (expected != null && !was.version().equals(expected)) {
                        throw Version.mismatch();
                    }
                    return changes.delete(tx, tenant, was).invoke(deleted -> {
                        if (!deleted) {
                            throw Version.mismatch();
                        }
                    });
                }))
                .replaceWithVoid();
    }

    /**
     * All or none: creates those whose names are new and replaces the others unless they are the same already. Schedules
     * are locked in the order in which evaluations lock them, too.
     */
    Uni<Imported> importAll(Tenant tenant, List<Draft> drafts) {
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
                        work = work.flatMap(done -> put(tx, tenant, was, draft, done));
                    }
                    return work;
                }));
    }

    private Uni<Imported> put(SqlConnection tx, Tenant tenant, Optional<Rule> was, Draft draft, Imported done) {
        if (was.isEmpty()) {
            return create(tx, tenant, draft).replaceWith(done.andCreated());
        }
        return draft.isAlready(was.get())
                ? Uni.createFrom().item(done.andUnchanged())
                : replace(tx, tenant.id(), was.get(), draft).replaceWith(done.andUpdated());
    }

    private Uni<Rule> create(SqlConnection tx, Tenant tenant, Draft draft) {
        var most = tiers.of(tenant.tier()).alertRules();
        return changes.insert(tx, tenant.id(), draft, most)
                .flatMap(created -> created.map(rule -> Uni.createFrom().item(rule))
                        .orElseGet(() -> rules.findNamed(tx, tenant.id(), List.of(draft.name()))
                                .map(named -> {
                                    throw named.isEmpty() ? tooMany(most) : taken();
                                })));
    }

    private Uni<Rule> replace(SqlConnection tx, UUID tenant, Rule was, Draft draft) {
        return rules.findNamed(tx, tenant, List.of(draft.name())).flatMap(named -> {
            if (named.stream().anyMatch(rule -> !rule.id().equals(was.id()))) {
                throw taken();
            }
            return changes.update(tx, tenant, was, draft).map(updated -> updated.orElseThrow(Version::mismatch));
        });
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
