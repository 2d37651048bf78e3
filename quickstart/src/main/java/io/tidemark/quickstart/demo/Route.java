package io.tidemark.quickstart.demo;

import java.util.List;

/**
 * A route of the invented shop.
 *
 * @param weight how often it is called, compared to the others
 * @param medianMs of its duration; half the calls are faster
 * @param refused the share of calls that end in a client error of their own making
 */
record Route(String api, String method, String template, double weight, double medianMs, int bytesOut, double refused) {

    static final List<Route> ALL = List.of(
            new Route("catalog", "GET", "/v1/products", 22, 24, 18_400, 0.004),
            new Route("catalog", "GET", "/v1/products/:id", 26, 9, 2_900, 0.021),
            new Route("catalog", "GET", "/v1/search", 14, 61, 12_700, 0.012),
            new Route("catalog", "GET", "/v1/products/:id/reviews", 6, 17, 7_300, 0.008),
            new Route("orders", "POST", "/v1/orders", 5, 84, 1_150, 0.031),
            new Route("orders", "GET", "/v1/orders/:id", 8, 14, 1_900, 0.017),
            new Route("orders", "GET", "/v1/orders", 4, 38, 9_600, 0.006),
            new Route("payments", "POST", "/v1/payments", 5, 142, 640, 0.043),
            new Route("payments", "GET", "/v1/payments/:id", 3, 12, 810, 0.011),
            new Route("payments", "POST", "/v1/refunds", 0.6, 176, 590, 0.05),
            new Route("accounts", "GET", "/v1/accounts/:id", 9, 8, 1_200, 0.014),
            new Route("accounts", "PATCH", "/v1/accounts/:id", 1.2, 33, 1_250, 0.062),
            new Route("accounts", "POST", "/v1/sessions", 3.4, 97, 430, 0.09),
            new Route("notifications", "POST", "/v1/notifications", 2.5, 21, 180, 0.003));

    /** What a gateway groups the API under. */
    List<String> groups() {
        return switch (api) {
            case "payments" -> List.of("money", "critical");
            case "orders" -> List.of("shop", "critical");
            case "catalog" -> List.of("shop");
            default -> List.of("customers");
        };
    }

    boolean writes() {
        return !method.equals("GET");
    }

    String path(long id) {
        return template.replace(":id", Long.toString(id));
    }
}
