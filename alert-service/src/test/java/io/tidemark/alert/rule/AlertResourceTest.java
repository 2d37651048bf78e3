package io.tidemark.alert.rule;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class AlertResourceTest {

    private static final String RULE = """
            {"name": "Orders fail", "window": "PT5M", "severity": "critical", "labels": {"team": "orders"},
             "conditions": [{"query": "server_error_rate_ts", "filters": {"route": "/v1/orders"},
                             "operator": ">", "threshold": 0.05, "minSamples": 20}]}""";

    private Account account = Account.pro();

    @BeforeEach
    void start() {
        account = Account.pro();
    }

    @Test
    void aRuleHasDefaultsAndAnETag() {
        var id = account.rule(RULE);

        account.alert(id)
                .header("ETag", "\"1\"")
                .body("name", equalTo("Orders fail"))
                .body("enabled", equalTo(true))
                .body("severity", equalTo("critical"))
                .body("labels.team", equalTo("orders"))
                .body("evaluationInterval", equalTo("PT1M"))
                .body("evaluationDelay", equalTo("PT0S"))
                .body("for", equalTo("PT0S"))
                .body("keepFiringFor", equalTo("PT0S"))
                .body("cooldown", equalTo("PT10M"))
                .body("combine", equalTo("AND"))
                .body("noDataState", equalTo("noData"))
                .body("errorState", equalTo("error"))
                .body("conditions[0].series", equalTo("any"))
                .body("conditions[0].reducer", equalTo("max"))
                .body("conditions[0].filters.route", contains("/v1/orders"))
                .body("conditions[0].threshold", equalTo(0.05f))
                .body("version", equalTo(1))
                .body("status.state", equalTo("ok"))
                .body("status.evaluatedAt", nullValue())
                .body("status.nextEvaluationAt", notNullValue());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "name | {\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1}]}",
                "window | {\"name\":\"a\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1}]}",
                "window | {\"name\":\"a\",\"window\":\"PT90S\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1}]}",
                "conditions | {\"name\":\"a\",\"window\":\"PT5M\"}",
                "conditions | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[]}",
                "conditions[0].query | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"no_such\",\"operator\":\">\",\"threshold\":1}]}",
                "conditions[0].query | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"traffic_pattern\",\"operator\":\">\",\"threshold\":1}]}",
                "conditions[1].query | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1},{\"operator\":\">\",\"threshold\":1}]}",
                "conditions[0].operator | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"threshold\":1}]}",
                "conditions[0].operator | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\"~\",\"threshold\":1}]}",
                "conditions[0].threshold | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\"}]}",
                "conditions[0].filters.shoe | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1,\"filters\":{\"shoe\":\"x\"}}]}",
                "conditions[0].params.top | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1,\"params\":{\"top\":1}}]}",
                "conditions[0].groupBy | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1,\"groupBy\":[\"shoe\"]}]}",
                "conditions[0].minSamples | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1,\"minSamples\":-1}]}",
                "conditions[0].extra | {\"name\":\"a\",\"window\":\"PT5M\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1,\"extra\":1}]}",
                "extra | {\"name\":\"a\",\"extra\":1}",
                "severity | {\"name\":\"a\",\"severity\":\"bad\"}",
                "evaluationInterval | {\"name\":\"a\",\"window\":\"PT5M\",\"evaluationInterval\":\"PT7S\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1}]}",
                "for | {\"name\":\"a\",\"window\":\"PT5M\",\"for\":\"-PT7S\",\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1}]}",
                "labels.a b | {\"name\":\"a\",\"window\":\"PT5M\",\"labels\":{\"a b\":\"x\"},\"conditions\":[{\"query\":\"requests_total\",\"operator\":\">\",\"threshold\":1}]}"
            })
    void whatIsWrongIsNamed(String field, String json) {
        account.edits()
                .body(json)
                .post("/v1/alerts")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("INVALID_REQUEST"))
                .body("errors.field", hasItem(field));
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        account.edits()
                .body("""
                        {"window": "PT0S", "cooldown": "-PT1S",
                         "conditions": [{"query": "nothing", "operator": ">", "threshold": 1}, {"threshold": 1}]}""")
                .post("/v1/alerts")
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "name",
                                "window",
                                "cooldown",
                                "conditions[0].query",
                                "conditions[1].query",
                                "conditions[1].operator"));
    }

    @Test
    void anUpdateNeedsTheVersionThatItReplaces() {
        var id = account.rule(RULE);
        var changed = RULE.replace("critical", "info");

        account.edits().body(changed).put("/v1/alerts/{id}", id).then().statusCode(428);
        account.edits()
                .header("If-Match", "\"7\"")
                .body(changed)
                .put("/v1/alerts/{id}", id)
                .then()
                .statusCode(412);
        account.edits()
                .header("If-Match", "\"1\"")
                .body(changed)
                .put("/v1/alerts/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("severity", equalTo("info"))
                .body("version", equalTo(2));
        account.edits()
                .header("If-Match", "\"1\"")
                .delete("/v1/alerts/{id}", id)
                .then()
                .statusCode(412);
        account.edits().delete("/v1/alerts/{id}", id).then().statusCode(204);
        account.views().get("/v1/alerts/{id}", id).then().statusCode(404).body("code", equalTo("ALERT_NOT_FOUND"));
    }

    @Test
    void namesAreUniqueAndListed() {
        account.rule(RULE);
        account.edits().body(RULE).post("/v1/alerts").then().statusCode(409);
        account.rule(RULE.replace("Orders fail", "B"));
        account.rule(RULE.replace("Orders fail", "A"));

        var cursor = account.views()
                .get("/v1/alerts?limit=2")
                .then()
                .statusCode(200)
                .body("items.name", contains("A", "B"))
                .extract()
                .<String>path("nextCursor");
        account.views()
                .get("/v1/alerts?limit=2&cursor={cursor}", cursor)
                .then()
                .statusCode(200)
                .body("items.name", contains("Orders fail"))
                .body("nextCursor", nullValue());
    }

    @Test
    void aTierHasSoManyRules() {
        var small = Account.of("free");
        small.rule(RULE);
        small.rule(RULE.replace("Orders fail", "B"));
        small.edits()
                .body(RULE.replace("Orders fail", "C"))
                .post("/v1/alerts")
                .then()
                .statusCode(403)
                .body("code", equalTo("QUOTA_EXCEEDED"));
    }

    @Test
    void viewersReadAndEditorsWriteAndNobodySeesOthers() {
        var id = account.rule(RULE);
        account.views().body(RULE).post("/v1/alerts").then().statusCode(403);
        account.views()
                .header("If-Match", "\"1\"")
                .body(RULE)
                .put("/v1/alerts/{id}", id)
                .then()
                .statusCode(403);
        account.views().delete("/v1/alerts/{id}", id).then().statusCode(403);
        account.alert(id);

        var other = Account.pro();
        other.views().get("/v1/alerts/{id}", id).then().statusCode(404);
        other.edits()
                .header("If-Match", "\"1\"")
                .body(RULE)
                .put("/v1/alerts/{id}", id)
                .then()
                .statusCode(404);
        other.edits().delete("/v1/alerts/{id}", id).then().statusCode(404);
        other.views().get("/v1/alerts").then().statusCode(200).body("items", hasSize(0));
    }

    @Test
    void apiKeysMayRead() {
        var key = Fixtures.current().apiKey(account.id(), "read");
        given().header("X-API-Key", key).get("/v1/alerts").then().statusCode(200);
    }

    @Test
    void aFileIsAppliedOnceAndExportsWhatItWas() {
        account.rule(RULE);
        var yaml = account.views()
                .get("/v1/alerts/_export")
                .then()
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asString();
        account.edits()
                .contentType("application/yaml")
                .body(yaml)
                .post("/v1/alerts/_import")
                .then()
                .statusCode(200)
                .body("created", equalTo(0))
                .body("updated", equalTo(0))
                .body("unchanged", equalTo(1));

        var other = Account.pro();
        for (var created : new int[] {1, 0}) {
            other.edits()
                    .contentType("application/yaml")
                    .body(yaml)
                    .post("/v1/alerts/_import")
                    .then()
                    .statusCode(200)
                    .body("created", equalTo(created))
                    .body("unchanged", equalTo(1 - created));
        }
        other.edits()
                .contentType("application/yaml")
                .body(yaml.replace("critical", "info"))
                .post("/v1/alerts/_import")
                .then()
                .statusCode(200)
                .body("updated", equalTo(1));
    }

    @Test
    void aFileWithAMistakeChangesNothing() {
        var yaml = """
                alerts:
                - name: Fine
                  window: PT5M
                  conditions:
                  - {query: requests_total, operator: ">", threshold: 1}
                - name: Wrong
                  window: PT5M
                  conditions:
                  - {query: nothing, operator: ">", threshold: 1}
                """;
        account.edits()
                .contentType("application/yaml")
                .body(yaml)
                .post("/v1/alerts/_import")
                .then()
                .statusCode(400)
                .body("errors.field", contains("alerts[1].conditions[0].query"));
        account.edits()
                .contentType("application/yaml")
                .body("alerts: [")
                .post("/v1/alerts/_import")
                .then()
                .statusCode(400)
                .body("code", equalTo("MALFORMED_BODY"));
        account.edits()
                .contentType("application/yaml")
                .body("alerts: [{name: A, colour: red}]")
                .post("/v1/alerts/_import")
                .then()
                .statusCode(400);
        account.views().get("/v1/alerts").then().body("items", hasSize(0));
        account.views()
                .contentType("application/yaml")
                .body(yaml)
                .post("/v1/alerts/_import")
                .then()
                .statusCode(403);
    }
}
