package io.tidemark.alert.rule;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.delivery.Outbox;
import io.tidemark.alert.log.AlertEvent;
import io.tidemark.alert.log.EventLogRepository;
import io.tidemark.alert.state.Machine;
import io.tidemark.alert.state.StateRepository;
import io.tidemark.alert.state.StateRow;
import io.tidemark.alert.state.Step;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** What a rule announced is over when it is paused, rewritten or deleted. */
@ApplicationScoped
class EndingRepository {

    private final StateRepository states;
    private final EventLogRepository log;
    private final Outbox outbox;

    EndingRepository(StateRepository states, EventLogRepository log, Outbox outbox) {
        this.states = states;
        this.log = log;
        this.outbox = outbox;
    }

    /**
     * Resolves all that is open, in the transaction that changes the rule.
     *
     * @param cause what is said
     */
    Uni<Void> end(SqlConnection tx, UUID tenant, Rule rule, String cause, Instant now) {
        return states.find(tx, tenant, List.of(rule.id())).flatMap(rows -> {
            var events = new ArrayList<AlertEvent>();
            var ended = new ArrayList<StateRow>();
            for (var row : rows) {
                var step = Machine.end(row.instance(), now);
                step.event().ifPresent(type -> events.add(event(rule, row, step, cause, now)));
                ended.add(new StateRow(row.rule(), row.series(), step.instance().forgotten(), null, null));
            }
            return states.save(tx, tenant, ended)
                    .flatMap(saved -> log.append(tx, tenant, events))
                    .flatMap(logged -> outbox.enqueue(tx, tenant, events));
        });
    }

    private static AlertEvent event(Rule rule, StateRow row, Step step, String cause, Instant now) {
        var sequence = step.instance().sequence();
        return new AlertEvent(
                AlertEvent.id(rule.id(), row.series(), sequence),
                rule.id(),
                rule.name(),
                step.event().orElseThrow(),
                rule.definition().severity(),
                row.series(),
                sequence,
                now,
                cause,
                rule.definition().labels(),
                List.of(),
                step.silenced(),
                null,
                null);
    }
}
