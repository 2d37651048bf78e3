package io.tidemark.bench.history;

import io.tidemark.bench.history.World.Person;
import io.tidemark.bench.history.World.Route;
import io.tidemark.events.RawEvent;
import java.time.Instant;
import java.util.HexFormat;
import java.util.SplittableRandom;
import java.util.UUID;

/** Invents events as a gateway would send them, every field filled. The same seed gives the same events. */
final class HistoryEvents {

    private static final double SIGMA = 0.7;
    private static final double TOKENS = 0.01;
    private static final double TOKEN_FAILURES = 0.05;
    private static final double CLIENT_ERRORS = 0.02;
    private static final double SERVER_ERRORS = 0.01;
    private static final int[] CLIENT_STATUSES = {400, 401, 403, 404, 404, 404, 409, 429};
    private static final int[] SERVER_STATUSES = {500, 502, 503, 504};

    private final World world;
    private final SplittableRandom random;

    HistoryEvents(World world, long seed) {
        this.world = world;
        this.random = new SplittableRandom(seed);
    }

    RawEvent at(Instant time) {
        var event = new RawEvent();
        event.id = uuid().toString();
        event.time = time.toString();
        event.requestId = uuid().toString();
        event.traceId = hex() + hex();
        event.spanId = hex();
        var person = world.person(random);
        event.agentId = World.agentId(person.agent()).toString();
        event.agentName = World.agentName(person.agent());
        if (random.nextDouble() < TOKENS) {
            token(event);
        } else {
            request(event, person);
        }
        return event;
    }

    private void token(RawEvent event) {
        event.type = "token_issuance";
        if (random.nextDouble() < TOKEN_FAILURES) {
            event.type = "token_failure";
            fail(event, "invalid_client", "Client secret has expired", "auth");
        }
    }

    private void request(RawEvent event, Person person) {
        var route = world.route(random);
        event.type = "request";
        event.api = route.api();
        event.route = route.template();
        event.path = route.path(random);
        event.method = route.method();
        event.protocol = route.protocol();
        event.domain = route.domain();
        event.environment = random.nextInt(20) == 0 ? "staging" : "production";
        event.groups = route.groups();
        event.consumer = person.consumer();
        event.user = person.user();
        event.country = person.country();
        event.clientIp = person.address();
        event.userAgent = person.userAgent();
        event.referrer = world.referrer(random);
        event.attributes = random.nextInt(10) == 0 ? "{\"canary\":true}" : null;
        measure(event, route);
        finish(event, route);
    }

    private void measure(RawEvent event, Route route) {
        double backend = rounded(route.medianMs() * Math.exp(SIGMA * random.nextGaussian()));
        double overhead = rounded(random.nextDouble(0.2, 4));
        event.backendMs = backend;
        event.overheadMs = overhead;
        event.durationMs = rounded(backend + overhead);
        event.bytesIn = random.nextLong(200, 4_000);
        event.bytesOut = random.nextLong(100, 60_000);
        event.quantity = random.nextInt(50) == 0 ? 2L : 1L;
    }

    private void finish(RawEvent event, Route route) {
        double luck = random.nextDouble();
        if (luck < SERVER_ERRORS) {
            event.status = SERVER_STATUSES[random.nextInt(SERVER_STATUSES.length)];
            fail(event, "Upstream" + event.status, "The upstream did not answer", "upstream");
        } else if (luck < SERVER_ERRORS + CLIENT_ERRORS) {
            event.status = CLIENT_STATUSES[random.nextInt(CLIENT_STATUSES.length)];
        } else {
            event.status = route.method().equals("POST") ? 201 : random.nextInt(15) == 0 ? 304 : 200;
        }
    }

    private static void fail(RawEvent event, String type, String message, String category) {
        event.error = true;
        event.errorType = type;
        event.errorMessage = message;
        event.errorCategory = category;
    }

    private UUID uuid() {
        long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private String hex() {
        return HexFormat.of().toHexDigits(random.nextLong());
    }

    /** To the microsecond. */
    private static double rounded(double millis) {
        return Math.round(millis * 1e3) / 1e3;
    }
}
