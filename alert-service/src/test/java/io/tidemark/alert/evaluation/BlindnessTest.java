package io.tidemark.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.testing.Infrastructure;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Rules that cannot be evaluated, or were not for a while. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class BlindnessTest extends EvaluationBed {

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
    void whatIsDueAndNotEvaluatedIsAnErrorAndNotOk() {
        var rule = account.rule("""
                {"name": "Any", "window": "PT5M",
                 "conditions": [{"query": "requests_total", "operator": ">", "threshold": 50}]}""");
        account.calls(10, minute(0), "/pay", 200, 5);
        evaluateUpTo(1);
        account.alert(rule).body("status.state", equalTo("ok")).body("status.error", nullValue());

        clock.set(minute(4).toString());
        account.alert(rule)
                .body("status.state", equalTo("error"))
                .body("status.error", containsString(minute(2).toString()))
                .body("status.evaluatedAt", equalTo(minute(1).toString()));

        evaluateUpTo(4);
        account.alert(rule).body("status.state", equalTo("ok")).body("status.error", nullValue());
    }

    @Test
    void whatFiresIsNotHiddenByBeingBlind() {
        var rule = account.rule(OVER_FIVE.formatted("Any"));
        account.calls(10, minute(0), "/pay", 200, 5);
        evaluateUpTo(1);

        clock.set(minute(4).toString());
        account.alert(rule)
                .body("status.state", equalTo("firing"))
                .body("status.error", containsString("has not been evaluated"));
    }
}
