package io.tidemark.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.alert.schedule.ScheduleRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who evaluates what is due, and whose result counts. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class ClaimTest extends EvaluationBed {

    @Inject
    ScheduleRepository schedules;

    @Inject
    TenantDatabase tenants;

    @Test
    void rulesThatAskTheSameShareASchedule() {
        for (var threshold : List.of(1, 2, 3)) {
            account.rule("""
                    {"name": "Over %1$d", "window": "PT5M", "cooldown": "PT%1$dM",
                     "conditions": [{"query": "requests_total", "filters": {"route": ["/a", "/b"]}, "operator": ">", "threshold": %1$d}]}""".formatted(threshold));
        }
        assertThat(Account.database().number("SELECT count(*) FROM alert_schedule WHERE tenant_id = ?", account.id()))
                .isEqualTo(1);
        account.calls(2, minute(0), "/a", 200, 5);
        evaluateUpTo(1);
        account.views().get("/v1/alert-events?type=alert.firing").then().body("items.alertName", contains("Over 1"));
    }

    @Test
    void aResultIsNotWrittenIfARuleChangedMeanwhile() {
        var rule = account.rule("""
                {"name": "Any", "window": "PT5M",
                 "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""");
        var lease = UUID.randomUUID();
        var due = schedules
                .claim(lease, Duration.ofSeconds(5), 10, clock.instant())
                .await()
                .atMost(PATIENCE);
        assertThat(due).hasSize(1);
        assertThat(schedules
                        .claim(UUID.randomUUID(), Duration.ofSeconds(5), 10, clock.instant())
                        .await()
                        .atMost(PATIENCE))
                .isEmpty();

        account.edits()
                .header("If-Match", "\"1\"")
                .body("""
                        {"name": "Any", "window": "PT5M", "severity": "info",
                         "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""")
                .put("/v1/alerts/{id}", rule)
                .then()
                .statusCode(200);

        var held = tenants.write(account.id(), tx -> schedules.finish(tx, account.id(), lease, due))
                .await()
                .atMost(PATIENCE);
        assertThat(held).isEmpty();
    }

    @Test
    void aClaimThatDiedIsTakenOver() {
        var rule = account.rule("""
                {"name": "Any", "window": "PT5M",
                 "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""");
        account.calls(10, minute(0), "/pay", 200, 5);
        clock.set(minute(1).toString());
        var lease = UUID.randomUUID();
        var due = schedules
                .claim(lease, Duration.ofSeconds(5), 10, clock.instant())
                .await()
                .atMost(PATIENCE);
        assertThat(due).hasSize(1);

        work();
        assertThat(types(rule)).isEmpty();
        clock.set(minute(1).plusSeconds(6).toString());
        work();

        assertThat(types(rule)).containsExactly("alert.firing");
        assertThat(tenants.write(account.id(), tx -> schedules.finish(tx, account.id(), lease, due))
                        .await()
                        .atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void schedulesOfDeletedRulesAndTenantsGo() {
        var rule = account.rule(OVER_FIVE.formatted("Gone"));
        account.edits().delete("/v1/alerts/{id}", rule).then().statusCode(204);
        evaluateUpTo(1);
        assertThat(Account.database().number("SELECT count(*) FROM alert_schedule"))
                .isZero();
    }
}
