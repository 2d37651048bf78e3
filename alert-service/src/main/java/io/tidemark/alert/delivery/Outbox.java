package io.tidemark.alert.delivery;

import io.smallrye.mutiny.Uni;
import io.tidemark.alert.format.Format;
import io.tidemark.alert.format.Formats;
import io.tidemark.alert.format.Notice;
import io.tidemark.alert.identifier.AscendingId;
import io.tidemark.alert.log.AlertEvent;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Where events wait to be delivered. */
@ApplicationScoped
public class Outbox {

    private final OutboxRepository repository;
    private final Formats formats;

    Outbox(OutboxRepository repository, Formats formats) {
        this.repository = repository;
        this.formats = formats;
    }

    /**
     * Adds what is to be delivered of these events, in the transaction that logs them and after they are logged: they
     * leave if it commits, and only then. Those that are silenced do not.
     */
    public Uni<Void> enqueue(SqlConnection tx, UUID tenant, List<AlertEvent> events) {
        var told = events.stream().filter(event -> !event.silenced()).toList();
        if (told.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return repository.listSubscriptions(tx, tenant).flatMap(subscriptions -> {
            var matches = matches(told, subscriptions);
            return matches.isEmpty() ? Uni.createFrom().voidItem() : enqueueMatches(tx, tenant, matches);
        });
    }

    private Uni<Void> enqueueMatches(SqlConnection tx, UUID tenant, List<Match> matches) {
        var ended = matches.stream()
                .filter(match -> match.subscription().format() == Format.ALERTMANAGER)
                .map(Match::event)
                .distinct()
                .toList();
        var beginnings = ended.isEmpty()
                ? Uni.createFrom().item(Map.<UUID, Instant>of())
                : repository.findBeginnings(tx, tenant, ended);
        return beginnings.flatMap(since -> repository.insert(tx, tenant, write(matches, since)));
    }

    private List<NewDelivery> write(List<Match> matches, Map<UUID, Instant> since) {
        var written = new HashMap<Written, String>();
        return matches.stream()
                .map(match -> {
                    var event = match.event();
                    var format = match.subscription().format();
                    var body = written.computeIfAbsent(
                            new Written(event.id(), format), what -> formats.write(format, notice(event, since)));
                    return new NewDelivery(
                            AscendingId.now(), match.subscription().id(), event, format, body);
                })
                .toList();
    }

    private static Notice notice(AlertEvent event, Map<UUID, Instant> since) {
        return new Notice(event, Objects.requireNonNullElse(since.get(event.id()), event.time()));
    }

    private static List<Match> matches(List<AlertEvent> events, List<Subscription> subscriptions) {
        var matches = new ArrayList<Match>();
        for (var event : events) {
            for (var subscription : subscriptions) {
                if (subscription.interest().covers(event)) {
                    matches.add(new Match(event, subscription));
                }
            }
        }
        return matches;
    }

    private record Match(AlertEvent event, Subscription subscription) {}

    private record Written(UUID event, Format format) {}
}
