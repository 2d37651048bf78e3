package io.tidemark.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class CachedAnswersTest {

    private static final String SUMMARY = "/analytics/usage-summary";

    @Inject
    RedisDataSource redis;

    @Inject
    MovableClock clock;

    @BeforeEach
    void redisIsInUse() {
        var probe = Customer.pro();
        await().atMost(Duration.ofSeconds(10))
                .until(() -> probe.get(SUMMARY).extract().header("Age") != null);
    }

    @AfterEach
    void timeGoesOn() {
        clock.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/analytics/usage-summary",
                "/analytics/agent-activity",
                "/analytics/token-trends",
                "/analytics/endpoint-usage",
                "/analytics/credential-rotations"
            })
    void aSecondIdenticalRequestRunsNoStatementOnEventsOrAggregates(String path) {
        var acme = Customer.pro();
        acme.calls(3, acme.agent("robin"), clock.instant().toString());
        var first = acme.get(path)
                .statusCode(200)
                .header("Age", nullValue())
                .extract()
                .asString();
        var before = statementsOnUsage();

        var second = acme.get(path)
                .statusCode(200)
                .header("Age", notNullValue())
                .extract()
                .asString();

        assertThat(second).isEqualTo(first);
        assertThat(statementsOnUsage()).isEqualTo(before);
        acme.asks().header("Cache-Control", "no-cache").get(path).then().statusCode(200);
        assertThat(statementsOnUsage()).isGreaterThan(before);
    }

    @Test
    void theSameQuestionInOtherWordsIsTheSameQuestion() {
        clock.set("2026-03-31T12:00:00Z");
        var acme = Customer.pro();
        acme.get(SUMMARY);

        acme.get(SUMMARY + "?to=2026-03-31&from=2026-03-01").header("Age", notNullValue());
        acme.get(SUMMARY + "?from=2026-03-02").header("Age", nullValue());
    }

    @Test
    void onTheNextDayTheQuestionIsAnother() {
        clock.set("2026-03-31T23:59:59Z");
        var acme = Customer.pro();
        acme.get(SUMMARY + "?from=2026-03-31&to=2026-03-31").body("complete", equalTo(false));
        clock.set("2026-04-01T00:00:00Z");

        acme.get(SUMMARY + "?from=2026-03-31&to=2026-03-31")
                .header("Age", nullValue())
                .body("complete", equalTo(true));
    }

    @Test
    void theAgeIsThatOfTheAnswer() {
        clock.set("2026-03-31T12:00:00Z");
        var acme = Customer.pro();
        acme.get(SUMMARY).body("asOf", equalTo("2026-03-31T12:00:00Z"));
        clock.set("2026-03-31T12:00:41Z");

        acme.get(SUMMARY).header("Age", equalTo("41")).body("asOf", equalTo("2026-03-31T12:00:00Z"));
    }

    @Test
    void noCacheAsksAnewAndTheNewAnswerIsKept() {
        var acme = Customer.pro();
        acme.get(SUMMARY).body("summary.totalApiCalls", equalTo(0));
        acme.calls(3, null, clock.instant().toString());

        acme.get(SUMMARY).body("summary.totalApiCalls", equalTo(0));
        acme.asks()
                .header("Cache-Control", "max-age=0, No-Cache")
                .get(SUMMARY)
                .then()
                .header("Age", nullValue())
                .body("summary.totalApiCalls", equalTo(3));
        acme.get(SUMMARY).header("Age", notNullValue()).body("summary.totalApiCalls", equalTo(3));
    }

    @Test
    void tenantsThatAskTheSameShareNothing() {
        var acme = Customer.pro();
        var globex = Customer.pro();
        acme.calls(3, null, clock.instant().toString());

        acme.get(SUMMARY).body("summary.totalApiCalls", equalTo(3));
        globex.get(SUMMARY).header("Age", nullValue()).body("summary.totalApiCalls", equalTo(0));
        assertThat(keys(acme)).hasSize(1).doesNotContainAnyElementsOf(keys(globex));
    }

    @ParameterizedTest
    @CsvSource({
        "usage-summary,        60",
        "agent-activity,       300",
        "token-trends,         300",
        "credential-rotations, 300",
        "endpoint-usage,       60",
    })
    void answersAreKeptForTheirTime(String endpoint, long seconds) {
        var acme = Customer.pro();
        acme.get("/analytics/" + endpoint).statusCode(200);

        var key = keys(acme).getFirst();
        assertThat(key).matches("analytics:" + acme.id() + ":" + endpoint + ":[0-9a-f]{64}");
        assertThat(redis.key().ttl(key)).isBetween(seconds - 5, seconds);
    }

    @Test
    void problemsAreNotKept() {
        var acme = Customer.pro();
        acme.get("/analytics/agent-activity?agentId=" + UUID.randomUUID()).statusCode(404);
        acme.get(SUMMARY + "?from=x").statusCode(400);

        assertThat(keys(acme)).isEmpty();
    }

    @Test
    void aValueThatIsNoAnswerIsComputedAnew() {
        var acme = Customer.pro();
        acme.get(SUMMARY);
        redis.value(String.class).set(keys(acme).getFirst(), "garbage");

        acme.get(SUMMARY).statusCode(200).header("Age", nullValue());
    }

    @Test
    void aDowngradedTenantIsRefusedWithinFiveSecondsWhateverIsKept() {
        var acme = Customer.pro();
        acme.get(SUMMARY).statusCode(200);
        acme.setTier("free");

        await().atMost(Duration.ofSeconds(5))
                .until(() -> acme.get(SUMMARY).extract().statusCode() == 403);
        acme.setTier("pro");
        await().atMost(Duration.ofSeconds(5))
                .until(() -> acme.get(SUMMARY).extract().statusCode() == 200);
    }

    @Test
    void whoHasTheAnswerAlreadyIsToldSo() {
        var acme = Customer.pro();
        var tag = acme.get(SUMMARY).extract().header("ETag");

        acme.asks()
                .header("If-None-Match", "W/\"other\", " + tag)
                .get(SUMMARY)
                .then()
                .statusCode(304)
                .header("ETag", equalTo(tag));
        acme.asks().header("If-None-Match", "W/\"other\"").get(SUMMARY).then().statusCode(200);
    }

    private List<String> keys(Customer customer) {
        return redis.key().keys("analytics:" + customer.id() + ":*");
    }

    private static long statementsOnUsage() {
        return Customer.database().number("""
                SELECT coalesce(sum(calls), 0)
                  FROM pg_stat_statements
                 WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND query ~ '(FROM|JOIN) (event|ingest_batch|rollup_hour|rollup_day|aggregated_day|stale_day|agent)\\y'""");
    }
}
