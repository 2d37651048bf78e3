package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** PostgreSQL is away while something fires: it is not said to be over, and rules are evaluated again by themselves. */
class AlertOutageIT {

    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Test
    void whatFiresGoesOnFiring() {
        try (var deployment = new Deployment()
                .with("TIDEMARK_WEBHOOK_ENDPOINT_ALLOW_NETWORKS", "127.0.0.0/8")
                .with("TIDEMARK_RISKS_ACCEPTED", "webhook-networks")) {
            var alert = deployment.alert();
            try (var tenant = new WatchedTenant(deployment, deployment.ingest(), alert)) {
                tenant.calls(5, Instant.now().minus(INTERVAL.multipliedBy(2)), "/pay", 503, 20);
                var rule = tenant.rule("""
                        {"name": "Fails", "window": "PT10M", "evaluationInterval": "%s",
                         "conditions": [{"query": "server_errors_total", "operator": ">", "threshold": 0}]}""".formatted(INTERVAL));
                tenant.isTold(PATIENCE, "alert.firing");

                deployment.postgres.stop();
                var slotsMissed = Instant.now().plus(INTERVAL);
                await().atMost(PATIENCE).until(() -> tenant.get(rule).statusCode() == 503);
                assertThat(tenant.get(rule).headers().firstValue("Retry-After")).isPresent();
                assertThat(alert.isReady()).isTrue();
                await().atMost(PATIENCE).until(() -> givenUp(alert) > 0);
                await().atMost(PATIENCE).until(() -> Instant.now().isAfter(slotsMissed));

                deployment.postgres.start();
                var back = Instant.now();
                await().atMost(PATIENCE).until(() -> Instant.parse(
                                tenant.status(rule).path("evaluatedAt").asText(Instant.EPOCH.toString()))
                        .isAfter(back));
                assertThat(tenant.status(rule).path("state").asText()).isEqualTo("firing");
                tenant.isTold(PATIENCE, "alert.firing");
            }
        }
    }

    /** Claims that came to nothing: what the operator's own alert is made of. */
    private static double givenUp(ServiceProcess alert) {
        var metrics = ServiceProcess.get(alert.managementUrl("/q/metrics"), "Accept", "text/plain")
                .body();
        return metrics.lines()
                .filter(line -> line.startsWith("tidemark_alert_evaluation_failures_total"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
