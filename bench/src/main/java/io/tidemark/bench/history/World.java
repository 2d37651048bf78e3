package io.tidemark.bench.history;

import io.tidemark.bench.event.Traffic;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;

/**
 * Who calls what in the invented history: 64 routes in 8 APIs, 5,000 users of 200 consumers, 150 agents, 25 countries,
 * 6 domains. Popular ones are called far more often, and a user has habits: two consumers, a country, an agent, a browser.
 */
final class World {

    static final int AGENTS = 150;

    private static final int USERS = 5_000;
    private static final int CONSUMERS = 200;
    private static final int IDS = 40_000;
    private static final double STRAY = 0.08;

    private static final List<String> APIS =
            List.of("shop", "catalog", "identity", "payments", "search", "shipping", "partner", "reports");
    private static final List<String> DOMAINS = List.of(
            "api.example.com",
            "api.example.com",
            "id.example.com",
            "pay.example.com",
            "search.example.com",
            "ship.example.com",
            "partner.example.com",
            "partner.example.com");
    private static final List<String> PROTOCOLS =
            List.of("http", "http", "http", "http", "graphql", "grpc", "http", "websocket");
    private static final List<String> RESOURCES = List.of("orders", "items", "accounts", "events");
    private static final List<String> COUNTRIES = List.of(
            "US", "DE", "GB", "FR", "IN", "BR", "JP", "CA", "NL", "ES", "IT", "SE", "PL", "AU", "MX", "KR", "SG", "ZA",
            "CH", "AT", "BE", "DK", "NO", "FI", "IE");

    /**
     * Something to call.
     *
     * @param medianMs half of its calls are faster
     */
    record Route(
            String api,
            String template,
            String method,
            String domain,
            String protocol,
            List<String> groups,
            double medianMs) {

        String path(SplittableRandom random) {
            return template.contains(":id")
                    ? template.replace(":id", Integer.toString(100_000 + Traffic.skewed(random, IDS)))
                    : template;
        }
    }

    /** Someone who calls, with the habits of this moment. */
    record Person(String user, String consumer, int agent, String country, String address, String userAgent) {}

    private final List<Route> routes = new ArrayList<>();
    private final Traffic traffic = new Traffic();
    private final List<String> userAgents = traffic.userAgents();

    World() {
        for (int resource = 0; resource < RESOURCES.size(); resource++) {
            for (int api = 0; api < APIS.size(); api++) {
                var collection = "/v1/" + APIS.get(api) + "/" + RESOURCES.get(resource);
                routes.add(route(api, collection + "/:id", resource == 3 ? "PATCH" : "GET", 6 + 3 * resource + api));
                routes.add(route(api, collection, resource % 2 == 0 ? "GET" : "POST", 25 + 20 * resource + 5 * api));
            }
        }
    }

    private static Route route(int api, String template, String method, double medianMs) {
        var groups = api % 3 == 0 ? List.of("critical", "team-" + api % 4) : List.of("team-" + api % 4);
        return new Route(APIS.get(api), template, method, DOMAINS.get(api), PROTOCOLS.get(api), groups, medianMs);
    }

    List<String> userAgents() {
        return userAgents;
    }

    Route route(SplittableRandom random) {
        return routes.get(Traffic.skewed(random, routes.size()));
    }

    Person person(SplittableRandom random) {
        int user = Traffic.skewed(random, USERS);
        // What is the same in each event of a user comes from the user's own number.
        var habits = new SplittableRandom(user);
        int first = Traffic.skewed(habits, CONSUMERS);
        int second = Traffic.skewed(habits, CONSUMERS);
        int home = Traffic.skewed(habits, COUNTRIES.size());
        int agent = habits.nextInt(AGENTS);
        var address = Traffic.address(habits);
        var userAgent = userAgents.get(habits.nextInt(userAgents.size()));
        boolean strays = random.nextDouble() < STRAY;
        return new Person(
                "user-" + user,
                "app-" + (random.nextInt(10) == 0 ? second : first),
                strays ? random.nextInt(AGENTS) : agent,
                COUNTRIES.get(strays ? random.nextInt(COUNTRIES.size()) : home),
                strays ? Traffic.address(random) : address,
                strays ? userAgents.get(random.nextInt(userAgents.size())) : userAgent);
    }

    String referrer(SplittableRandom random) {
        return traffic.referrer(random);
    }

    static UUID agentId(int agent) {
        return new UUID(0x5eed_0000_0000_4000L, 0x8000_0000_0000_0000L + agent);
    }

    static String agentName(int agent) {
        return "agent-" + agent;
    }
}
