package io.tidemark.events;

import io.tidemark.events.client.Client;
import io.tidemark.events.client.ClientClassifier;
import io.tidemark.events.referrer.Referrer;
import io.tidemark.events.route.RouteTemplate;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Turns what a sender wrote into an event fit for storage, or says all that is wrong with it. Thread-safe. */
public final class EventValidator {

    private static final Duration MAX_AHEAD = Duration.ofHours(1);

    private final ClientClassifier clients = new ClientClassifier();

    /**
     * Checks every field, normalises and classifies.
     *
     * @param arrival the time of an event that carries none
     * @param oldest events before this instant have outlived the raw retention
     * @param salts of the tenant that sends the event
     */
    public Validated validate(RawEvent raw, Instant arrival, Instant oldest, VisitorSalts salts) {
        var checks = new FieldChecks();
        var time = time(raw.time, arrival, oldest, checks);
        var day = LocalDate.ofEpochDay(Math.floorDiv(time.getEpochSecond(), 86_400L));
        var endpoint = endpoint(raw, checks);
        var userAgent = FieldChecks.beginning(raw.userAgent);
        var event = new Event(
                EventId.of(raw, checks),
                checks.type(raw.type),
                time,
                raw.time != null,
                day,
                agent(raw, checks),
                endpoint,
                checks.status(raw.status),
                caller(raw, checks, userAgent, salts, day),
                userAgent == null ? Client.ABSENT : clients.classify(userAgent),
                referrer(raw, endpoint),
                measures(raw, checks),
                failure(raw, checks),
                correlation(raw, checks),
                raw.attributes);
        return checks.errors().isEmpty() ? new Validated.Accepted(event) : new Validated.Rejected(checks.errors());
    }

    private static Instant time(@Nullable String sent, Instant arrival, Instant oldest, FieldChecks checks) {
        if (sent == null) {
            return arrival.truncatedTo(ChronoUnit.MICROS);
        }
        try {
            var time = Rfc3339.parse(sent);
            if (time.isBefore(oldest)) {
                checks.reject("time", "is older than events are kept");
            } else if (time.isAfter(arrival.plus(MAX_AHEAD))) {
                checks.reject("time", "is more than an hour ahead");
            }
            return time;
        } catch (DateTimeException e) {
            checks.reject("time", String.valueOf(e.getMessage()));
            return arrival;
        }
    }

    /** A name without an id belongs to no agent: it is checked and dropped. */
    private static @Nullable Agent agent(RawEvent raw, FieldChecks checks) {
        var id = checks.agentId(raw.agentId);
        var name = checks.text("agentName", raw.agentName);
        return id == null ? null : new Agent(id, name);
    }

    private static Endpoint endpoint(RawEvent raw, FieldChecks checks) {
        var path = checks.text("path", raw.path, FieldChecks.LONG_TEXT);
        var route = checks.text("route", raw.route);
        if (route == null && path != null) {
            route = RouteTemplate.of(path);
        }
        var domain = checks.text("domain", raw.domain);
        return new Endpoint(
                checks.text("api", raw.api),
                route,
                path == null ? null : RouteTemplate.withoutQuery(path),
                false,
                checks.method(raw.method),
                checks.text("protocol", raw.protocol),
                domain == null ? null : domain.toLowerCase(Locale.ROOT),
                checks.text("environment", raw.environment),
                checks.groups(raw.groups));
    }

    private static Caller caller(
            RawEvent raw, FieldChecks checks, @Nullable String userAgent, VisitorSalts salts, LocalDate day) {
        var address = raw.clientIp == null || raw.clientIp.isEmpty() ? null : ClientAddress.normalise(raw.clientIp);
        var salt = address == null ? null : salts.saltOf(day);
        return new Caller(
                checks.text("consumer", raw.consumer),
                checks.text("user", raw.user),
                checks.country(raw.country),
                salt == null || address == null
                        ? null
                        : (Long) VisitorHash.of(salt, address, userAgent == null ? "" : userAgent));
    }

    private static Referrer referrer(RawEvent raw, Endpoint endpoint) {
        if (raw.userAgent == null && raw.referrer == null) {
            return Referrer.ABSENT;
        }
        return Referrer.of(FieldChecks.beginning(raw.referrer), endpoint.domain());
    }

    private static Measures measures(RawEvent raw, FieldChecks checks) {
        var quantity = checks.amount("quantity", raw.quantity);
        return new Measures(
                checks.micros("durationMs", raw.durationMs),
                checks.micros("overheadMs", raw.overheadMs),
                checks.micros("backendMs", raw.backendMs),
                checks.amount("bytesIn", raw.bytesIn),
                checks.amount("bytesOut", raw.bytesOut),
                quantity == null ? 1 : quantity);
    }

    private static @Nullable Failure failure(RawEvent raw, FieldChecks checks) {
        if (!raw.error) {
            return null;
        }
        var type = checks.text("error.type", raw.errorType);
        return new Failure(
                type == null ? Failure.UNKNOWN : type,
                checks.text("error.message", raw.errorMessage, FieldChecks.LONG_TEXT),
                checks.text("error.category", raw.errorCategory));
    }

    private static Correlation correlation(RawEvent raw, FieldChecks checks) {
        return new Correlation(
                PackedId.pack(checks.text("requestId", raw.requestId)),
                PackedId.pack(checks.text("traceId", raw.traceId)),
                PackedId.pack(checks.text("spanId", raw.spanId)));
    }
}
