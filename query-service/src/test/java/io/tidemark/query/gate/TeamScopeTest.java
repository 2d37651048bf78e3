package io.tidemark.query.gate;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token with teams sees the events of these groups in every answer, and no others. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class TeamScopeTest {

    @Inject
    MovableClock clock;

    private Customer acme;

    @BeforeEach
    void twoTeamsCall() {
        clock.set("2026-03-31T12:00:00Z");
        acme = Customer.pro();
        acme.call(
                "2026-03-30T11:00:00Z",
                Map.of("agent_id", acme.agent("robin"), "groups", "cart\npay", "route", "/pay", "status", 200));
        acme.call(
                "2026-03-30T12:00:00Z",
                Map.of("agent_id", acme.agent("lark"), "groups", "search", "route", "/find", "status", 200));
        acme.call("2026-03-30T13:00:00Z", Map.of("groups", "pay", "type", "token_issuance"));
        acme.call("2026-03-30T14:00:00Z", Map.of("route", "/", "status", 200));
        acme.aggregate("2026-03-30");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void totalsAreThoseOfTheTeam() {
        var path = "/analytics/usage-summary";
        acme.get(path).body("summary.totalApiCalls", equalTo(3), "summary.activeAgentCount", equalTo(2));
        acme.inTeams("pay")
                .get(path)
                .statusCode(200)
                .body("summary.totalApiCalls", equalTo(1), "summary.activeAgentCount", equalTo(1))
                .body("summary.totalTokenIssuances", equalTo(1));
        acme.inTeams("pay", "search").get(path).body("summary.totalApiCalls", equalTo(2));
        acme.inTeams().get(path).statusCode(200).body("summary.totalApiCalls", equalTo(0));
    }

    @Test
    void agentsTokensAndEndpointsAreThoseOfTheTeam() {
        var pay = acme.inTeams("pay");
        pay.get("/analytics/agent-activity").statusCode(200).body("agents.agentName", contains("robin"));
        pay.get("/analytics/credential-rotations").statusCode(200).body("items.agentName", contains("robin"));
        pay.get("/analytics/token-trends").statusCode(200).body("dataPoints.successfulIssuances.sum()", equalTo(1));
        pay.get("/analytics/endpoint-usage").statusCode(200).body("items.route", contains("/pay"));
        for (var path : new String[] {"agent-activity?from=2026-03-30", "endpoint-usage", "credential-rotations"}) {
            acme.inTeams()
                    .get("/analytics/" + path)
                    .statusCode(200)
                    .body(path.startsWith("agent") ? "agents" : "items", hasSize(0));
        }
    }

    @Test
    void countsOfATeamReachBackAsFarAsEvents() {
        acme.inTeams("pay")
                .get("/analytics/usage-summary?from=2026-02-01")
                .statusCode(400)
                .body("code", equalTo("INVALID_DATE_RANGE"), "errors[0].field", equalTo("from"));
        acme.get("/analytics/usage-summary?from=2026-02-01").statusCode(200);
    }

    @Test
    void anApiKeyHasNoTeams() {
        var key = Fixtures.current().apiKey(acme.id(), "read");

        new Customer(acme.id(), acme.zone(), key)
                .get("/analytics/usage-summary")
                .body("summary.totalApiCalls", equalTo(3));
    }
}
