package io.tidemark.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.testing.Infrastructure;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** What rules see in events, slot by slot. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class DetectionTest extends EvaluationBed {

    @Test
    void aRateThatIsTooHighFiresOnceAndIsResolved() {
        var rule = account.rule("""
                {"name": "Orders fail", "window": "PT5M", "message": "{{series}}{{value}} over {{threshold}} for {{labels.team}}",
                 "labels": {"team": "orders"},
                 "conditions": [{"query": "server_error_rate", "filters": {"route": "/orders"}, "operator": ">",
                                 "threshold": 0.05, "minSamples": 20}]}""");
        account.calls(27, minute(0).plusSeconds(10), "/orders", 200, 5);
        account.calls(3, minute(0).plusSeconds(20), "/orders", 503, 5);
        account.calls(500, minute(0).plusSeconds(20), "/other", 200, 5);

        evaluateUpTo(1, 2, 3);

        account.views()
                .get("/v1/alert-events?alert={id}", rule)
                .then()
                .statusCode(200)
                .body("items.type", contains("alert.firing"))
                .body("items[0].time", equalTo(minute(1).toString()))
                .body("items[0].message", equalTo("0.1 over 0.05 for orders"))
                .body("items[0].severity", equalTo("warning"))
                .body("items[0].sequence", equalTo(1))
                .body("items[0].conditions[0].query", equalTo("server_error_rate"))
                .body("items[0].conditions[0].filters.route", contains("/orders"))
                .body("items[0].conditions[0].value", equalTo(0.1f))
                .body("items[0].conditions[0].matched", equalTo(true))
                .body("items[0].conditions[0].error", nullValue());
        account.alert(rule)
                .body("status.state", equalTo("firing"))
                .body("status.evaluatedAt", equalTo(minute(3).toString()))
                .body("status.nextEvaluationAt", equalTo(minute(4).toString()))
                .body("status.series[0].since", equalTo(minute(1).toString()));

        account.calls(40, minute(4).plusSeconds(10), "/orders", 200, 5);
        evaluateUpTo(4, 5, 6, 7);

        assertThat(types(rule)).containsExactly("alert.firing", "alert.resolved");
        account.alert(rule).body("status.state", equalTo("ok"));
    }

    @Test
    void fewerSamplesThanAskedForAreNoAlarm() {
        var rule = account.rule("""
                {"name": "Few", "window": "PT5M",
                 "conditions": [{"query": "server_error_rate", "operator": ">", "threshold": 0.05, "minSamples": 20}]}""");
        account.calls(19, minute(0), "/orders", 503, 5);

        evaluateUpTo(1);

        assertThat(types(rule)).isEmpty();
        account.calls(1, minute(1), "/orders", 503, 5);
        evaluateUpTo(2);
        assertThat(types(rule)).containsExactly("alert.firing");
    }

    @Test
    void eachRouteIsAnAlertOfItsOwn() {
        var rule = account.rule("""
                {"name": "Slow", "window": "PT5M",
                 "conditions": [{"query": "duration_p95", "groupBy": ["route"], "series": "each", "operator": ">", "threshold": 500}]}""");
        account.calls(10, minute(0), "/slow", 200, 900);
        account.calls(10, minute(0), "/slower", 200, 2000);
        account.calls(10, minute(0), "/fast", 200, 10);

        evaluateUpTo(1);

        account.views()
                .get("/v1/alert-events?alert={id}&type=alert.firing", rule)
                .then()
                .body("items.series", containsInAnyOrder("/slow", "/slower"));
        account.calls(500, minute(1), "/slow", 200, 10);
        evaluateUpTo(2);
        account.views()
                .get("/v1/alert-events?alert={id}&type=alert.resolved", rule)
                .then()
                .body("items.series", contains("/slow"));
        account.alert(rule).body("status.state", equalTo("firing")).body("status.series", hasSize(2));
    }

    @Test
    void silenceOfARouteIsNoDataUntilItSpeaksAgain() {
        var rule = account.rule("""
                {"name": "Quiet", "window": "PT2M",
                 "conditions": [{"query": "requests_total", "filters": {"route": "/pay"}, "operator": "<", "threshold": 1}]}""");
        account.calls(10, minute(0), "/pay", 200, 5);
        account.calls(1000, minute(3), "/other", 200, 5);

        evaluateUpTo(1, 2);
        assertThat(types(rule)).isEmpty();
        evaluateUpTo(3, 4);
        assertThat(types(rule)).containsExactly("alert.noData");
        account.alert(rule).body("status.state", equalTo("noData"));

        account.calls(1, minute(4), "/pay", 200, 5);
        evaluateUpTo(5);
        assertThat(types(rule)).containsExactly("alert.noData", "alert.resolved");
    }

    @Test
    void noFailuresAreNoLackOfData() {
        var rule = account.rule("""
                {"name": "Failures", "window": "PT2M",
                 "conditions": [{"query": "requests_total", "filters": {"statusClass": "5xx"}, "operator": ">=", "threshold": 3}]}""");
        account.calls(10, minute(0), "/pay", 200, 5);
        evaluateUpTo(1);
        assertThat(types(rule)).isEmpty();
        account.calls(3, minute(1), "/pay", 500, 5);
        evaluateUpTo(2);
        assertThat(types(rule)).containsExactly("alert.firing");
    }

    @Test
    void changesAgainstThePreviousPeriodAreSeen() {
        var rule = account.rule("""
                {"name": "Drop", "window": "PT5M",
                 "conditions": [{"query": "requests_total", "compare": "previous-period", "operator": "<", "threshold": -0.5}]}""");
        account.calls(100, minute(1), "/pay", 200, 5);
        account.calls(70, minute(6), "/pay", 200, 5);
        account.calls(20, minute(11), "/pay", 200, 5);

        evaluateUpTo(10);
        assertThat(types(rule)).isEmpty();
        evaluateUpTo(15);
        assertThat(types(rule)).containsExactly("alert.firing");
        account.views()
                .get("/v1/alert-events?alert={id}", rule)
                .then()
                .body("items[0].conditions[0].value", equalTo((float) (20 / 70.0 - 1)));
    }

    @Test
    void whatIsOutOfTheOrdinaryForTheHourIsSeen() {
        var rule = account.rule("""
                {"name": "Odd", "window": "PT10M",
                 "conditions": [{"query": "requests_total", "compare": "last-4-weeks", "operator": ">", "threshold": 5}]}""");
        var hour = start.truncatedTo(ChronoUnit.HOURS);
        for (var week = 1; week <= 4; week++) {
            account.calls(600 + week, hour.minus(Duration.ofDays(7L * week)), "/pay", 200, 5);
        }
        var inHour = hour.plus(Duration.ofMinutes(30));
        account.calls(110, inHour.minusSeconds(60), "/pay", 200, 5);
        clock.set(inHour.toString());
        Account.database().execute("UPDATE alert_schedule SET next_slot = ?", inHour.atOffset(ZoneOffset.UTC));
        work();
        assertThat(types(rule)).isEmpty();

        account.calls(200, inHour.minusSeconds(30), "/pay", 200, 5);
        clock.set(inHour.plusSeconds(60).toString());
        work();
        assertThat(types(rule)).containsExactly("alert.firing");
    }
}
