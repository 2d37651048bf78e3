package io.tidemark.alert.evaluation;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.delivery.Outbox;
import io.tidemark.alert.log.EventLogRepository;
import io.tidemark.alert.schedule.Due;
import io.tidemark.alert.schedule.ScheduleRepository;
import io.tidemark.alert.state.StateRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes what came of evaluations: the next slot, states, events and what is to be delivered, together or not at all. */
@ApplicationScoped
class ResultRepository {

    private final TenantDatabase database;
    private final ScheduleRepository schedules;
    private final StateRepository states;
    private final EventLogRepository log;
    private final Outbox outbox;

    ResultRepository(
            TenantDatabase database,
            ScheduleRepository schedules,
            StateRepository states,
            EventLogRepository log,
            Outbox outbox) {
        this.database = database;
        this.schedules = schedules;
        this.states = states;
        this.log = log;
        this.outbox = outbox;
    }

    /**
     * Writes the results of schedules whose claim still holds, and no others.
     *
     * @param unused schedules without rules
     * @return those that were written
     */
    Uni<Set<UUID>> save(UUID tenant, UUID lease, Map<Due, Change> results, List<Due> unused) {
        return database.write(tenant, tx -> schedules
                .finish(tx, tenant, lease, List.copyOf(results.keySet()))
                .call(held -> save(tx, tenant, results, held))
                .call(held -> schedules.drop(tx, tenant, lease, unused)));
    }

    private Uni<Void> save(SqlConnection tx, UUID tenant, Map<Due, Change> results, Set<UUID> held) {
        var change = Change.of(results.entrySet().stream()
                .filter(result -> held.contains(result.getKey().id()))
                .map(Map.Entry::getValue)
                .toList());
        var events = change.events();
        return states.save(tx, tenant, change.states())
                .flatMap(saved -> log.append(tx, tenant, events))
                .flatMap(logged -> events.isEmpty() ? Uni.createFrom().voidItem() : outbox.enqueue(tx, tenant, events));
    }
}
