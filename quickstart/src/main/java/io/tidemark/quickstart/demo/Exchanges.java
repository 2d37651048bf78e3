package io.tidemark.quickstart.demo;

import io.tidemark.quickstart.demo.DemoEvent.Exchange;
import io.tidemark.quickstart.demo.DemoEvent.Failure;
import io.tidemark.quickstart.demo.DemoEvent.Timing;
import io.tidemark.quickstart.demo.DemoEvent.Visit;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Invents requests and their responses. */
final class Exchanges {

    private static final double SPREAD = 0.55;
    private static final double SERVER_ERRORS = 0.003;
    private static final int TIMEOUT_MS = 5_000;
    private static final int IDS = 40_000;

    private static final Route POLLED = Route.ALL.stream()
            .filter(route -> route.template().equals("/v1/accounts/:id"))
            .findFirst()
            .orElseThrow();

    private static final List<String> REFERRERS = List.of(
            "https://www.google.com/",
            "https://www.google.com/search?q=acme",
            "https://duckduckgo.com/",
            "https://www.bing.com/",
            "https://news.ycombinator.com/item?id=1",
            "https://www.reddit.com/r/shopping/",
            "https://newsletter.example/issue/42",
            "android-app://com.slack/");

    private final Dice dice;

    Exchanges(Dice dice) {
        this.dice = dice;
    }

    DemoEvent request(Agent agent, Instant at) {
        var time = at.atOffset(ZoneOffset.UTC);
        var route = dice.pick(Route.ALL, Route::weight);
        int status = status(route, time);
        return event(agent, at, exchange(agent, route, status, timing(route, status, time)));
    }

    /** A call of the noisy agent: most accounts that it asks for are gone. */
    DemoEvent noise(Instant at) {
        int status = dice.pick(List.of(404, 404, 404, 404, 401, 429, 200));
        var timing = timing(POLLED, status, at.atOffset(ZoneOffset.UTC));
        return event(Agent.NOISY, at, exchange(Agent.NOISY, POLLED, status, timing));
    }

    private DemoEvent event(Agent agent, Instant at, Exchange exchange) {
        return new DemoEvent(dice.uuid(), DemoEvent.REQUEST, at, agent, exchange, failure(exchange.status()));
    }

    private Exchange exchange(Agent agent, Route route, int status, Timing timing) {
        int bytesIn = route.writes() ? 240 + dice.below(900) : 0;
        return new Exchange(route, route.path(100_000L + dice.skewed(IDS)), status, timing, bytesIn, visit(agent));
    }

    private Visit visit(Agent agent) {
        var person = Person.of(dice.skewed(Person.COUNT));
        var userAgent =
                agent.userAgents().get(person.number() % agent.userAgents().size());
        boolean fromElsewhere = agent.isBrowser() && dice.chance(0.25);
        return new Visit(person, userAgent, fromElsewhere ? dice.pick(REFERRERS) : null);
    }

    private int status(Route route, OffsetDateTime time) {
        if (BadDeploy.fails(route, time) && dice.chance(BadDeploy.FAILING)) {
            return dice.pick(List.of(500, 500, 502, 503, 504));
        }
        if (dice.chance(SERVER_ERRORS)) {
            return dice.pick(List.of(500, 502, 503));
        }
        if (dice.chance(route.refused())) {
            return dice.pick(route.writes() ? List.of(400, 401, 403, 409, 422, 429) : List.of(401, 404, 404, 404, 429));
        }
        return switch (route.method()) {
            case "POST" -> 201;
            case "PATCH" -> 200;
            default -> dice.chance(0.07) ? 304 : 200;
        };
    }

    private Timing timing(Route route, int status, OffsetDateTime time) {
        double median = BadDeploy.isSlow(route, time) ? route.medianMs() * BadDeploy.SLOWDOWN : route.medianMs();
        double backend =
                status == 504 ? TIMEOUT_MS : status == 401 || status == 429 ? 0 : dice.logNormal(median, SPREAD);
        return new Timing(backend + dice.logNormal(1.4, 0.4), backend);
    }

    private static @Nullable Failure failure(int status) {
        return switch (status) {
            case 500 -> new Failure("NullPointerException", "Cannot read field \"currency\"", "server");
            case 502 -> new Failure("BadGateway", "Upstream closed the connection", "upstream");
            case 503 -> new Failure("PoolExhausted", "No connection within 250 ms", "upstream");
            case 504 -> new Failure("UpstreamTimeout", "No answer within 5 s", "timeout");
            default -> null;
        };
    }
}
