package io.tidemark.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.alert.MovableClock;
import io.tidemark.alert.schedule.ScheduleRepository;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules on a real database, evaluated slot by slot. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class EvaluationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    ClaimService claims;

    @Inject
    ScheduleRepository schedules;

    @Inject
    TenantDatabase tenants;

    @Inject
    MovableClock clock;

    private Account account = Account.pro();
    private Instant start = Instant.EPOCH;

    @BeforeEach
    void start() {
        account = Account.pro();
        start = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        clock.set(start.toString());
        Account.database().execute("DELETE FROM alert_schedule");
    }

    @AfterEach
    void reset() {
        clock.reset();
    }

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
    void aQueryThatIsGoneIsAnErrorWithItsCause() {
        Account.database().execute("""
                INSERT INTO saved_query (tenant_id, id, name, description, definition)
                VALUES (?, 'own.calls', 'Calls', '', '{"formula": {"kind": "count"}, "groupBy": [], "filters": {},
                        "shape": "scalar", "unit": "count", "defaultWidget": "metric", "params": []}')""", account.id());
        var rule = account.rule("""
                {"name": "Own", "window": "PT5M",
                 "conditions": [{"query": "own.calls", "operator": ">", "threshold": 5}]}""");
        account.calls(10, minute(0), "/pay", 200, 5);
        evaluateUpTo(1);
        assertThat(types(rule)).containsExactly("alert.firing");

        Account.database().execute("DELETE FROM saved_query WHERE tenant_id = ?", account.id());
        evaluateUpTo(2, 3);

        account.views()
                .get("/v1/alert-events?alert={id}&limit=1", rule)
                .then()
                .body("items[0].type", equalTo("alert.error"))
                .body("items[0].conditions[0].error", containsString("own.calls"));
        assertThat(types(rule)).containsExactly("alert.firing", "alert.error");
        account.alert(rule)
                .body("status.state", equalTo("error"))
                .body("status.series[0].error", containsString("own.calls"));
    }

    @Test
    void aStatementThatFailsIsAnErrorOfItsRuleAlone() {
        var broken = account.rule("""
                {"name": "Broken", "window": "PT5M",
                 "conditions": [{"query": "requests_by_agent", "operator": ">", "threshold": 5}]}""");
        var fine = account.rule("""
                {"name": "Fine", "window": "PT5M",
                 "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""");
        account.calls(10, minute(0), "/pay", 200, 5);
        Account.database().execute("UPDATE event SET agent_id = ? WHERE tenant_id = ?", account.id(), account.id());
        Account.database().execute("REVOKE SELECT ON agent FROM tidemark_alert");
        try {
            evaluateUpTo(1);
        } finally {
            Account.database().execute("GRANT SELECT ON agent TO tidemark_alert");
        }

        assertThat(types(broken)).containsExactly("alert.error");
        assertThat(types(fine)).containsExactly("alert.firing");
        account.alert(broken).body("status.series[0].error", containsString("42501"));
        evaluateUpTo(2);
        assertThat(types(broken)).containsExactly("alert.error", "alert.firing");
    }

    @Test
    void aQuestionThatTakesTooLongIsAnErrorOfItsRuleAlone() throws SQLException {
        var slow = account.rule("""
                {"name": "Slow", "window": "PT5M",
                 "conditions": [{"query": "requests_by_agent", "operator": ">", "threshold": 5}]}""");
        var fine = account.rule("""
                {"name": "Fine", "window": "PT5M",
                 "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""");
        account.calls(10, minute(0), "/pay", 200, 5);
        Account.database().execute("UPDATE event SET agent_id = ? WHERE tenant_id = ?", account.id(), account.id());
        try (var connection = Account.database().connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("LOCK TABLE agent IN ACCESS EXCLUSIVE MODE");
            evaluateUpTo(1);
            connection.rollback();
        }

        assertThat(types(slow)).containsExactly("alert.error");
        assertThat(types(fine)).containsExactly("alert.firing");
        account.alert(slow).body("status.series[0].error", equalTo("the query took too long"));
    }

    @Test
    void afterAnOutageTheNewestSlotIsEvaluatedAndNoOther() {
        var rule = account.rule("""
                {"name": "Any", "window": "PT5M", "for": "PT1M",
                 "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""");
        account.calls(10, minute(118), "/pay", 200, 5);
        evaluateUpTo(1);

        evaluateUpTo(120);

        account.alert(rule).body("status.evaluatedAt", equalTo(minute(120).toString()));
        assertThat(types(rule)).containsExactly("alert.noData", "alert.pending");
        evaluateUpTo(121);
        assertThat(types(rule)).containsExactly("alert.noData", "alert.pending", "alert.firing");
    }

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
    void whatARuleAnnouncedIsOverWhenItIsPausedOrDeleted() {
        var paused = account.rule(OVER_FIVE.formatted("Paused"));
        var deleted = account.rule(OVER_FIVE.formatted("Deleted"));
        var renamed = account.rule(OVER_FIVE.formatted("Renamed"));
        account.calls(10, minute(0), "/pay", 200, 5);
        evaluateUpTo(1);

        account.edits()
                .header("If-Match", "\"1\"")
                .body(OVER_FIVE.formatted("Paused").replace("\"window\"", "\"enabled\": false, \"window\""))
                .put("/v1/alerts/{id}", paused)
                .then()
                .statusCode(200);
        account.edits().delete("/v1/alerts/{id}", deleted).then().statusCode(204);
        account.edits()
                .header("If-Match", "\"1\"")
                .body(OVER_FIVE.formatted("Another name"))
                .put("/v1/alerts/{id}", renamed)
                .then()
                .statusCode(200);
        evaluateUpTo(2);

        assertThat(types(paused)).containsExactly("alert.firing", "alert.resolved");
        assertThat(types(deleted)).containsExactly("alert.firing", "alert.resolved");
        assertThat(types(renamed)).containsExactly("alert.firing");
        account.alert(paused).body("status.state", equalTo("ok")).body("status.evaluatedAt", nullValue());
    }

    @Test
    void silencedEventsAreLoggedAndSaidAfterwards() {
        var rule = account.rule(
                OVER_FIVE.formatted("Silenced").replace("\"window\"", "\"labels\": {\"team\": \"a\"}, \"window\""));
        account.edits()
                .body("""
                        {"labels": {"team": "a"}, "startsAt": "%s", "endsAt": "%s", "comment": "known"}""".formatted(start, minute(2)))
                .post("/v1/silences")
                .then()
                .statusCode(201);
        account.calls(10, minute(0), "/pay", 200, 5);

        evaluateUpTo(1, 2, 3);

        account.views()
                .get("/v1/alert-events?alert={id}", rule)
                .then()
                .body("items.type", contains("alert.firing", "alert.firing"))
                .body("items.silenced", contains(false, true))
                .body("items.time", contains(minute(2).toString(), minute(1).toString()));
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

    @Test
    void schedulesOfDeletedRulesAndTenantsGo() {
        var rule = account.rule(OVER_FIVE.formatted("Gone"));
        account.edits().delete("/v1/alerts/{id}", rule).then().statusCode(204);
        evaluateUpTo(1);
        assertThat(Account.database().number("SELECT count(*) FROM alert_schedule"))
                .isZero();
    }

    @Test
    void aTestChangesNothing() {
        var rule = account.rule(OVER_FIVE.formatted("Tested"));
        account.calls(10, start.minusSeconds(90), "/pay", 200, 5);
        account.views()
                .post("/v1/alerts/{id}/test", rule)
                .then()
                .statusCode(200)
                .body("series[0].outcome", equalTo("matched"))
                .body("series[0].conditions[0].value", equalTo(10.0f))
                .body("to", equalTo(start.toString()));
        assertThat(types(rule)).isEmpty();
        Account.pro().views().post("/v1/alerts/{id}/test", rule).then().statusCode(404);
    }

    @Test
    void aPreviewSaysWhatWouldHaveBeenSaid() {
        var rule = account.rule(OVER_FIVE.formatted("Previewed"));
        account.calls(10, start.minus(Duration.ofHours(20)), "/pay", 200, 5);
        account.calls(1, start.minus(Duration.ofHours(20)).plusSeconds(300), "/pay", 200, 5);
        account.calls(10, start.minus(Duration.ofHours(2)), "/pay", 200, 5);

        account.views()
                .post("/v1/alerts/{id}/preview?days=1", rule)
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("step", equalTo("PT1M"))
                .body("firings", equalTo(2))
                .body("errors", equalTo(0))
                .body("evaluations", greaterThan(1400))
                .body("events.findAll { it.type == 'alert.firing' }", hasSize(2));
        account.views().get("/v1/alert-events").then().body("items", empty());
    }

    private static final String OVER_FIVE = """
            {"name": "%s", "window": "PT5M",
             "conditions": [{"query": "requests_total", "operator": ">", "threshold": 5}]}""";

    private Instant minute(int minute) {
        return start.plus(Duration.ofMinutes(minute));
    }

    /** Time goes on to these minutes after the start, and what is due is evaluated at each. */
    private void evaluateUpTo(int... minutes) {
        for (var minute : minutes) {
            clock.set(minute(minute).toString());
            work();
        }
    }

    private void work() {
        while (claims.work() > 0) {
            // all that is due
        }
    }

    /** In the order in which they came about. */
    private List<String> types(String rule) {
        return account.views()
                .get("/v1/alert-events?alert={id}", rule)
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("items.type")
                .reversed();
    }
}
