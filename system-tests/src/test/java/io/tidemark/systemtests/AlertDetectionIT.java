package io.tidemark.systemtests;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * From an event that is posted to a receiver that is told: what goes wrong, and that it is well again. Events are of the
 * recent past where they are to leave the window soon.
 */
class AlertDetectionIT {

    private static final Duration WINDOW = Duration.ofMinutes(1);
    private static final Duration LONG_WINDOW = Duration.ofMinutes(5);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    /** Interval and two seconds are promised; the rest is for machines that are busy with something else. */
    private static final Duration DETECTION = INTERVAL.plusSeconds(2).plusSeconds(10);

    private static Deployment deployment;
    private static ServiceProcess ingest;
    private static ServiceProcess alert;

    @BeforeAll
    static void deploy() {
        deployment = new Deployment()
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks");
        ingest = deployment.ingest();
        alert = deployment.alert();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aRouteThatBecomesSlowerThanItsObjective() {
        try (var tenant = new WatchedTenant(deployment, ingest, alert)) {
            tenant.calls(100, aMomentAgo(), "/search", 200, 2_000);
            tenant.calls(100, aMomentAgo(), "/checkout", 200, 80);
            tenant.rule(rule(LONG_WINDOW, """
                    {"query": "duration_p95", "filters": {"route": "/checkout"}, "operator": ">", "threshold": 500}"""));

            tenant.calls(6, Instant.now(), "/checkout", 200, 900);
            tenant.isTold(DETECTION, "alert.firing");

            tenant.calls(100, Instant.now(), "/checkout", 200, 80);
            tenant.isTold(DETECTION, "alert.firing", "alert.resolved");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void failuresOfMoreThanFivePercentAmongTwentyRequests() {
        try (var tenant = new WatchedTenant(deployment, ingest, alert)) {
            tenant.calls(17, aMomentAgo(), "/orders", 200, 20);
            tenant.calls(2, aMomentAgo(), "/orders", 503, 20);
            tenant.rule(rule(LONG_WINDOW, """
                    {"query": "server_error_rate", "operator": ">", "threshold": 0.05, "minSamples": 20}"""));
            tenant.isToldNothing();

            tenant.calls(1, Instant.now(), "/orders", 404, 20);
            tenant.isTold(DETECTION, "alert.firing");

            tenant.calls(20, Instant.now(), "/orders", 200, 20);
            tenant.isTold(DETECTION, "alert.firing", "alert.resolved");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void requestsThatDropToZero() {
        try (var tenant = new WatchedTenant(deployment, ingest, alert)) {
            var last = Instant.now().minus(WINDOW).plus(INTERVAL.multipliedBy(2));
            tenant.calls(5, last, "/heartbeat", 200, 5);
            tenant.rule(rule(WINDOW, """
                    {"query": "requests_total", "filters": {"route": "/heartbeat"}, "operator": "<", "threshold": 1}"""));
            tenant.calls(5, Instant.now(), "/orders", 200, 5);

            tenant.isTold(Duration.between(Instant.now(), last.plus(WINDOW)).plus(DETECTION), "alert.noData");

            tenant.calls(5, Instant.now(), "/heartbeat", 200, 5);
            tenant.isTold(DETECTION, "alert.noData", "alert.resolved");
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void eachRouteByItself() {
        try (var tenant = new WatchedTenant(deployment, ingest, alert)) {
            var early = Instant.now().minus(WINDOW).plus(INTERVAL.multipliedBy(3));
            tenant.calls(50, early, "/slow", 200, 900);
            tenant.calls(50, aMomentAgo(), "/slower", 200, 2_000);
            tenant.calls(50, aMomentAgo(), "/fast", 200, 20);
            tenant.rule(rule(WINDOW, """
                    {"query": "duration_p95", "groupBy": ["route"], "series": "each", "operator": ">", "threshold": 500}"""));
            tenant.isTold(DETECTION, "alert.firing /slow", "alert.firing /slower");

            // It leaves the window, and what is not seen any more is over; the other goes on.
            tenant.isTold(
                    Duration.between(Instant.now(), early.plus(WINDOW)).plus(DETECTION),
                    "alert.firing /slow",
                    "alert.firing /slower",
                    "alert.resolved /slow");

            tenant.calls(1_000, Instant.now(), "/slower", 200, 20);
            tenant.isTold(
                    DETECTION,
                    "alert.firing /slow",
                    "alert.firing /slower",
                    "alert.resolved /slow",
                    "alert.resolved /slower");
        }
    }

    /** A new rule is evaluated at once, for its latest slot: by then these have been. */
    private static Instant aMomentAgo() {
        return Instant.now().minus(INTERVAL.multipliedBy(2));
    }

    private static String rule(Duration window, String condition) {
        return """
                {"name": "rule", "window": "%s", "evaluationInterval": "%s", "conditions": [%s]}""".formatted(window, INTERVAL, condition);
    }
}
