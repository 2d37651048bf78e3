package io.tidemark.bench.event;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The world that reference events come from: 12 APIs with 120 routes, 40 referring sites, some 300 user agents. */
public final class Traffic {

    private static final List<String> RESOURCES = List.of(
            "orders",
            "carts",
            "users",
            "invoices",
            "payments",
            "shipments",
            "products",
            "reviews",
            "sessions",
            "quotes");
    private static final List<String> APIS = List.of(
            "shop",
            "billing",
            "catalog",
            "identity",
            "search",
            "shipping",
            "partner",
            "mobile",
            "reports",
            "ledger",
            "support",
            "pricing");
    private static final List<String> COUNTRIES = List.of(
            "US", "DE", "GB", "FR", "IN", "BR", "JP", "CA", "NL", "ES", "IT", "SE", "PL", "AU", "MX", "KR", "SG", "ZA",
            "CH", "AT", "BE", "DK", "NO", "FI", "IE", "PT", "CZ", "TR", "AR", "CL");
    private static final List<String> AGENTS = List.of(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36",
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Mobile Safari/537.36",
            "Mozilla/5.0 (X11; Linux x86_64; rv:%1$d.0) Gecko/20100101 Firefox/%1$d.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/%d.0 Mobile/15E148 Safari/604.1",
            "okhttp/4.%d.0",
            "python-requests/2.%d.0",
            "Go-http-client/1.%d",
            "curl/8.%d.0",
            "axios/1.%d.1");
    private static final List<String> METHODS = List.of("GET", "GET", "GET", "GET", "POST", "POST", "PUT", "DELETE");

    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<String> userAgents = new ArrayList<>();
    private final List<String> referrers = new ArrayList<>();

    /** Where requests go. */
    public record Endpoint(String api, String route, String method, String domain, List<String> groups) {

        String path(SplittableRandom random) {
            return route.replace("{id}", Integer.toString(random.nextInt(10_000, 1_000_000)));
        }
    }

    public Traffic() {
        for (int i = 0; i < APIS.size(); i++) {
            for (int j = 0; j < RESOURCES.size(); j++) {
                var api = APIS.get(i);
                var route = "/v1/" + RESOURCES.get(j) + (j % 3 == 0 ? "" : j % 3 == 1 ? "/{id}" : "/{id}/items");
                var groups = (i + j) % 4 == 0 ? List.of("team-" + i, "public") : List.of("team-" + i);
                endpoints.add(new Endpoint(
                        api, route, METHODS.get((i + j) % METHODS.size()), api + ".api.example.com", groups));
            }
        }
        for (int version = 100; version < 130; version++) {
            for (var agent : AGENTS) {
                userAgents.add(agent.formatted(version));
            }
        }
        for (int i = 0; i < 500; i++) {
            referrers.add("https://www.site-" + i % 40 + ".example/articles/" + i);
        }
    }

    /** All that {@link #userAgent} answers. */
    public List<String> userAgents() {
        return List.copyOf(userAgents);
    }

    /** All that {@link #endpoint} answers. */
    public List<Endpoint> endpoints() {
        return List.copyOf(endpoints);
    }

    Endpoint endpoint(SplittableRandom random) {
        return endpoints.get(skewed(random, endpoints.size()));
    }

    public String userAgent(SplittableRandom random) {
        return userAgents.get(skewed(random, userAgents.size()));
    }

    public String referrer(SplittableRandom random) {
        return referrers.get(skewed(random, referrers.size()));
    }

    public String country(SplittableRandom random) {
        return COUNTRIES.get(skewed(random, COUNTRIES.size()));
    }

    int status(SplittableRandom random) {
        int percent = random.nextInt(100);
        if (percent < 90) {
            return percent < 80 ? 200 : 201;
        }
        if (percent < 98) {
            return percent < 95 ? 404 : 401;
        }
        return 503;
    }

    /** Log-normal with a median of 20 ms. */
    double backendMs(SplittableRandom random) {
        return Math.round(20 * Math.exp(random.nextGaussian()) * 1e3) / 1e3;
    }

    /** One of 50,000 addresses. */
    public static String address(SplittableRandom random) {
        int host = random.nextInt(50_000);
        return "198.18." + (host >> 8) + "." + (host & 0xff);
    }

    /** A number below the bound, small ones far more often, as with all that is popular. */
    public static int skewed(SplittableRandom random, int bound) {
        double uniform = random.nextDouble();
        return (int) (bound * uniform * uniform * uniform);
    }
}
