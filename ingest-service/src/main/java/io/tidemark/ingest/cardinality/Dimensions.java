package io.tidemark.ingest.cardinality;

import io.tidemark.events.Caller;
import io.tidemark.events.Endpoint;
import io.tidemark.events.Event;
import io.tidemark.events.Failure;
import io.tidemark.events.client.Client;
import io.tidemark.events.referrer.Referrer;
import io.tidemark.platform.tier.OpenDimension;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where an event has the values of open dimensions. */
final class Dimensions {

    private static final Set<String> OWN_TYPES =
            Set.of("request", "token_issuance", "token_failure", "credential_rotation");

    private Dimensions() {}

    /** Null without a value, or where its own closed set bounds it. */
    static @Nullable String value(Event event, OpenDimension dimension) {
        return switch (dimension) {
            case ROUTE -> event.endpoint().route();
            case PATH -> event.endpoint().path();
            case API -> event.endpoint().api();
            case CONSUMER -> event.caller().consumer();
            case USER -> event.caller().user();
            case DOMAIN -> event.endpoint().domain();
            case ENVIRONMENT -> event.endpoint().environment();
            case PROTOCOL -> event.endpoint().protocol();
            case GROUPS -> event.endpoint().groups();
            case REFERRER_DOMAIN -> event.referrer().domain();
            case ERROR_TYPE -> event.failure() == null ? null : event.failure().type();
            case ERROR_CATEGORY ->
                event.failure() == null ? null : event.failure().category();
            case TYPE -> OWN_TYPES.contains(event.type()) ? null : event.type();
            case CLIENT -> text(event.client());
        };
    }

    /** The event with {@value Event#OTHER} for its values of these dimensions; its path stays, marked. */
    static Event fold(Event event, Set<OpenDimension> folded) {
        var endpoint = event.endpoint();
        var caller = event.caller();
        var failure = event.failure();
        return new Event(
                event.id(),
                folded.contains(OpenDimension.TYPE) ? Event.OTHER : event.type(),
                event.time(),
                event.timed(),
                event.day(),
                event.agent(),
                new Endpoint(
                        fold(folded, OpenDimension.API, endpoint.api()),
                        fold(folded, OpenDimension.ROUTE, endpoint.route()),
                        endpoint.path(),
                        folded.contains(OpenDimension.PATH),
                        endpoint.method(),
                        fold(folded, OpenDimension.PROTOCOL, endpoint.protocol()),
                        fold(folded, OpenDimension.DOMAIN, endpoint.domain()),
                        fold(folded, OpenDimension.ENVIRONMENT, endpoint.environment()),
                        fold(folded, OpenDimension.GROUPS, endpoint.groups())),
                event.status(),
                new Caller(
                        fold(folded, OpenDimension.CONSUMER, caller.consumer()),
                        fold(folded, OpenDimension.USER, caller.user()),
                        caller.country(),
                        caller.visitor()),
                folded.contains(OpenDimension.CLIENT) ? event.client().folded() : event.client(),
                new Referrer(
                        event.referrer().referrerClass(),
                        fold(
                                folded,
                                OpenDimension.REFERRER_DOMAIN,
                                event.referrer().domain())),
                event.measures(),
                failure == null
                        ? null
                        : new Failure(
                                folded.contains(OpenDimension.ERROR_TYPE) ? Event.OTHER : failure.type(),
                                failure.message(),
                                fold(folded, OpenDimension.ERROR_CATEGORY, failure.category())),
                event.correlation(),
                event.attributes());
    }

    private static @Nullable String fold(Set<OpenDimension> folded, OpenDimension dimension, @Nullable String value) {
        return folded.contains(dimension) ? Event.OTHER : value;
    }

    private static @Nullable String text(Client client) {
        if (client.browser() == null && client.os() == null) {
            return null;
        }
        return client.browser() + "\n" + client.os() + "\n" + client.device() + "\n" + client.clientClass();
    }
}
