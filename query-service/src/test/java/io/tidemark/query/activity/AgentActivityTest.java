package io.tidemark.query.activity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class AgentActivityTest {

    private static final String PATH = "/analytics/agent-activity";

    @Inject
    MovableClock clock;

    @BeforeEach
    void todayIsTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @Test
    void agentActivityReturnsPerAgentDailyRowsMatchingTheDailyAggregates() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        acme.calls(342, robin, "2026-03-01T08:00:00Z");
        acme.events(12, "token_issuance", robin, "2026-03-01T09:00:00Z");
        acme.events(3, "token_failure", robin, "2026-03-01T09:00:00Z");
        acme.events(1, "credential_rotation", robin, "2026-03-02T09:00:00Z");
        acme.aggregate("2026-03-01");
        acme.aggregate("2026-03-02");
        var aggregates = Customer.database()
                .query(
                        "SELECT metric_type, sum(count)::bigint AS count FROM analytics_daily_aggregates"
                                + " WHERE tenant_id = ? AND agent_id = ? GROUP BY 1 ORDER BY 1",
                        acme.id(),
                        robin);
        assertThat(aggregates).extracting(row -> row.get("count")).containsExactly(342L, 1L, 3L, 12L);

        acme.get(PATH + "?from=2026-03-01&to=2026-03-02")
                .statusCode(200)
                .body("tenantId", equalTo(acme.id().toString()))
                .body("period.from", equalTo("2026-03-01"), "period.to", equalTo("2026-03-02"))
                .body("agents", hasSize(1))
                .body("agents[0].agentId", equalTo(robin.toString()), "agents[0].agentName", equalTo("robin"))
                .body("agents[0].dailyActivity.date", contains("2026-03-01", "2026-03-02"))
                .body("agents[0].dailyActivity.apiCalls", contains(342, 0))
                .body("agents[0].dailyActivity.tokenIssuances", contains(12, 0))
                .body("agents[0].dailyActivity.credentialRotations", contains(0, 1));
    }

    @Test
    void eachDayOfTheRangeIsThereZerosIncluded() {
        var acme = Customer.pro();
        acme.calls(1, acme.agent("robin"), "2026-03-31T09:00:00Z");

        acme.get(PATH)
                .body("agents[0].dailyActivity", hasSize(31))
                .body("agents[0].dailyActivity[0].date", equalTo("2026-03-01"))
                .body("agents[0].dailyActivity[0..29].apiCalls", everyItem(equalTo(0)))
                .body("agents[0].dailyActivity[30].apiCalls", equalTo(1));
    }

    @Test
    void agentsAreSortedByNameThenById() {
        var acme = Customer.pro();
        var twins = List.of(acme.agent("twin"), acme.agent("twin"));
        for (var agent : List.of(acme.agent("Zoe"), acme.agent("lark"), twins.get(0), twins.get(1))) {
            acme.calls(1, agent, "2026-03-30T09:00:00Z");
        }

        acme.get(PATH)
                .body("agents.agentName", contains("Zoe", "lark", "twin", "twin"))
                .body(
                        "agents[2..3].agentId",
                        equalTo(twins.stream().map(UUID::toString).sorted().toList()));
    }

    @Test
    void anAgentWithoutANameIsCalledByItsId() {
        var acme = Customer.pro();
        var nameless = acme.agent(null);
        acme.calls(1, nameless, "2026-03-30T09:00:00Z");

        acme.get(PATH).body("agents.agentName", contains(nameless.toString()));
    }

    @Test
    void eventsWithoutAnAgentAreNoAgent() {
        var acme = Customer.pro();
        acme.calls(1, null, "2026-03-30T09:00:00Z");

        acme.get(PATH).body("agents", hasSize(0)).body("nextCursor", nullValue());
    }

    @Test
    void deletedAgentsAreKeptByName() {
        var acme = Customer.pro();
        var gone = acme.agent("gone");
        acme.calls(2, gone, "2026-03-30T09:00:00Z");
        Customer.database().execute("UPDATE agent SET deleted_at = now() WHERE id = ?", gone);

        acme.get(PATH).body("agents.agentName", contains("gone"));
        acme.get(PATH + "?agentId=" + gone).statusCode(200).body("agents.agentName", contains("gone"));
        acme.get("/analytics/usage-summary").body("summary.totalApiCalls", equalTo(2));
    }

    @Test
    void oneAgentCanBeAskedFor() {
        var acme = Customer.pro();
        var robin = acme.agent("robin");
        acme.calls(2, robin, "2026-03-29T09:00:00Z");
        acme.calls(3, robin, "2026-03-30T09:00:00Z");
        acme.calls(9, acme.agent("lark"), "2026-03-29T09:00:00Z");
        acme.aggregate("2026-03-29");

        acme.get(PATH + "?from=2026-03-29&to=2026-03-30&agentId=" + robin)
                .body("agents.agentName", contains("robin"))
                .body("agents[0].dailyActivity.apiCalls", contains(2, 3));
    }

    @Test
    void anIdleAgentThatIsAskedForHasZeros() {
        var acme = Customer.pro();

        acme.get(PATH + "?agentId=" + acme.agent("idle"))
                .statusCode(200)
                .body("agents.agentName", contains("idle"))
                .body("agents[0].dailyActivity", hasSize(31));
    }

    @Test
    void anotherTenantsAgentIsAsUnknownAsNone() {
        var acme = Customer.pro();
        var globex = Customer.pro();
        var foreign = globex.agent("spy");
        globex.calls(1, foreign, "2026-03-30T09:00:00Z");

        var ofForeign = problem(acme, foreign);
        assertThat(ofForeign).isEqualTo(problem(acme, UUID.randomUUID())).contains("AGENT_NOT_FOUND");
    }

    private static String problem(Customer customer, UUID agent) {
        return customer.get(PATH + "?agentId=" + agent)
                .statusCode(404)
                .contentType("application/problem+json")
                .extract()
                .asString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"robin", "1-1-1-1-1", "", "00000000-0000-0000-0000-00000000000g"})
    void anAgentIdThatIsNoUuidIsRefused(String agentId) {
        Customer.pro()
                .get(PATH + "?agentId=" + agentId)
                .statusCode(400)
                .body("code", equalTo("INVALID_REQUEST"), "errors[0].field", equalTo("agentId"));
    }

    @Test
    void ninetyDaysCanBeAskedForAndNotMore() {
        var acme = Customer.pro();

        acme.get(PATH + "?from=2025-12-31&to=2026-03-31").statusCode(200);
        acme.get(PATH + "?from=2025-12-30&to=2026-03-31").statusCode(400).body("code", equalTo("INVALID_DATE_RANGE"));
        acme.get(PATH + "?from=2026-03-02&to=2026-03-01").statusCode(400).body("code", equalTo("INVALID_DATE_RANGE"));
        acme.get(PATH + "?to=2026-04-01").statusCode(400).body("code", equalTo("INVALID_DATE_RANGE"));
    }

    @Test
    void pagesFollowEachOther() {
        var acme = Customer.pro();
        for (var name : List.of("a", "b", "b", "c", "d")) {
            acme.calls(1, acme.agent(name), "2026-03-30T09:00:00Z");
        }
        var whole = acme.get(PATH).extract().<List<String>>path("agents.agentId");

        var first = acme.get(PATH + "?limit=2").body("agents", hasSize(2)).extract();
        var second = acme.get(PATH + "?limit=2&cursor={c}", first.<String>path("nextCursor"))
                .extract();
        var third = acme.get(PATH + "?limit=2&cursor={c}", second.<String>path("nextCursor"))
                .body("nextCursor", nullValue())
                .extract();

        assertThat(List.of(first, second, third))
                .flatExtracting(page -> page.<List<String>>path("agents.agentId"))
                .isEqualTo(whole);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=ten"})
    void limitsOutOfBoundsAreRefused(String query) {
        Customer.pro().get(PATH + "?" + query).statusCode(400).body("errors[0].field", equalTo("limit"));
    }

    @Test
    void aForgedCursorIsRefused() {
        Customer.pro().get(PATH + "?cursor=abc").statusCode(400).body("code", equalTo("INVALID_CURSOR"));
    }
}
