package io.tidemark.query.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several questions in one request. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class QueryBatchTest extends QueryBed {

    @Test
    void aBatchAnswersInOrderAndAFailureFailsNoOther() {
        var results = traffic()
                .asks()
                .contentType(ContentType.JSON)
                .body("""
                {"queries": [
                  {"id": "a", "query": "requests_total", "from": "now-1h"},
                  {"id": "b", "query": "requests_by_mood"},
                  {"id": "c", "query": "requests_total", "filters": {"status": "x"}},
                  {"id": "d", "query": "requests_total", "more": 1},
                  {"id": "e", "query": "requests_total", "from": "2020-01-01T00:00:00Z", "to": "2020-01-02T00:00:00Z"},
                  {"query": "errors_total", "from": "now-1h"},
                  {"id": "a", "query": "requests_total", "from": "now-1h"}]}""")
                .post(BATCH)
                .then()
                .statusCode(200);

        results.body("results.id", contains("a", "b", "c", "d", "e", null, "a"))
                .body("results[0].result.data.value", equalTo(6), "results[0].problem", nullValue())
                .body("results[1].problem.code", equalTo("QUERY_NOT_FOUND"), "results[1].result", nullValue())
                .body("results[1].problem.instance", equalTo(BATCH))
                .body("results[2].problem.errors.field", contains("filters.status"))
                .body("results[3].problem.errors.field", contains("more"))
                .body("results[4].problem.code", equalTo("RANGE_NOT_KEPT"))
                .body("results[5].result.data.value", equalTo(2))
                .body("results[6].result.data.value", equalTo(6));
    }

    @ParameterizedTest
    @CsvSource({
        "agent,       requests_by_agent, 2026-03-31T11:00:00Z",
        "rollup_hour, requests_total,    2026-03-31T09:00:00Z"
    })
    void aStatementThatFailsFailsItsQuestionAlone(String table, String query, String from) {
        var acme = traffic();
        acme.events(1, "request", acme.agent("robot"), "2026-03-31T11:30:00Z");
        Customer.database().execute("REVOKE SELECT ON %s FROM tidemark_query".formatted(table));
        try {
            acme.asks()
                    .contentType(ContentType.JSON)
                    .body("""
                    {"queries": [
                      {"query": "requests_total", "from": "now-30m"},
                      {"query": "%s", "from": "%s", "to": "2026-03-31T12:00:00Z"},
                      {"query": "errors_total", "from": "now-30m"},
                      {"query": "requests_total", "from": "now-20m"}]}""".formatted(query, from))
                    .post(BATCH)
                    .then()
                    .statusCode(200)
                    .body("results[0].result.data.value", equalTo(5))
                    .body("results[1].problem.status", equalTo(500), "results[1].result", nullValue())
                    .body("results[2].result.data.value", equalTo(1))
                    .body("results[3].result.data.value", equalTo(3));
        } finally {
            Customer.database().execute("GRANT SELECT ON %s TO tidemark_query".formatted(table));
        }
    }

    @Test
    void aBatchHasOneToFiftyQuestions() {
        var one = "{\"query\": \"requests_total\"}";
        for (var queries : List.of("", String.join(",", Collections.nCopies(51, one)))) {
            Customer.pro()
                    .asks()
                    .contentType(ContentType.JSON)
                    .body("{\"queries\": [" + queries + "]}")
                    .post(BATCH)
                    .then()
                    .statusCode(400)
                    .body("errors.field", hasItem("queries"));
        }
    }

    @Test
    void whatThereIsToReadIsLookedUpOnce() {
        var acme = traffic();
        var before = lookups();

        acme.asks()
                .contentType(ContentType.JSON)
                .body("""
                {"queries": [{"query": "requests_total"}, {"query": "errors_total"}, {"query": "requests_by_route"}]}""")
                .post(BATCH)
                .then()
                .statusCode(200)
                .body("results.result", everyItem(notNullValue()));

        assertThat(lookups() - before).isOne();
    }

    private static long lookups() {
        return Customer.database().number("""
                SELECT coalesce(sum(calls), 0)
                  FROM pg_stat_statements
                 WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                   AND query LIKE '%AS clean_days%'""");
    }
}
