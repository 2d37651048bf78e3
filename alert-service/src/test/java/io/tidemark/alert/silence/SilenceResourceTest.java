package io.tidemark.alert.silence;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.testing.Infrastructure;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class SilenceResourceTest {

    private static final String SILENCE = """
            {"labels": {"team": "orders"}, "startsAt": "2026-01-01T00:00:00Z", "endsAt": "2027-01-01T00:00:00Z",
             "comment": "weekly", "schedule": {"days": ["SUNDAY"], "from": "22:00", "to": "02:00", "timeZone": "Europe/Paris"}}""";

    private Account account = Account.pro();

    @BeforeEach
    void start() {
        account = Account.pro();
    }

    @Test
    void aSilenceIsCreatedReplacedAndDeleted() {
        var id = create(SILENCE);
        account.views()
                .get("/v1/silences/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"1\"")
                .body("labels.team", equalTo("orders"))
                .body("alertId", nullValue())
                .body("comment", equalTo("weekly"))
                .body("createdBy", notNullValue())
                .body("schedule.days", contains("SUNDAY"))
                .body("schedule.from", equalTo("22:00:00"))
                .body("schedule.timeZone", equalTo("Europe/Paris"));
        var shorter = "{\"startsAt\": \"2026-01-01T00:00:00Z\", \"endsAt\": \"2026-01-02T00:00:00Z\"}";
        account.edits().body(shorter).put("/v1/silences/{id}", id).then().statusCode(428);
        account.edits()
                .header("If-Match", "\"1\"")
                .body(shorter)
                .put("/v1/silences/{id}", id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("endsAt", equalTo("2026-01-02T00:00:00Z"))
                .body("schedule", nullValue());
        account.edits()
                .header("If-Match", "\"1\"")
                .delete("/v1/silences/{id}", id)
                .then()
                .statusCode(412);
        account.edits().delete("/v1/silences/{id}", id).then().statusCode(204);
        account.edits()
                .delete("/v1/silences/{id}", id)
                .then()
                .statusCode(404)
                .body("code", equalTo("SILENCE_NOT_FOUND"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "endsAt | {}",
                "endsAt | {\"startsAt\":\"2026-01-02T00:00:00Z\",\"endsAt\":\"2026-01-01T00:00:00Z\"}",
                "endsAt | {\"endsAt\":\"soon\"}",
                "schedule.days | {\"endsAt\":\"2090-01-01T00:00:00Z\",\"schedule\":{\"days\":[],\"from\":\"01:00\",\"to\":\"02:00\",\"timeZone\":\"UTC\"}}",
                "schedule.from | {\"endsAt\":\"2090-01-01T00:00:00Z\",\"schedule\":{\"days\":[\"MONDAY\"],\"to\":\"02:00\",\"timeZone\":\"UTC\"}}",
                "schedule.timeZone | {\"endsAt\":\"2090-01-01T00:00:00Z\",\"schedule\":{\"days\":[\"MONDAY\"],\"from\":\"01:00\",\"to\":\"02:00\",\"timeZone\":\"Mars\"}}",
                "schedule.timeZone | {\"endsAt\":\"2090-01-01T00:00:00Z\",\"schedule\":{\"days\":[\"MONDAY\"],\"from\":\"01:00\",\"to\":\"02:00\",\"timeZone\":\"+02:00\"}}",
                "extra | {\"endsAt\":\"2090-01-01T00:00:00Z\",\"extra\":1}"
            })
    void whatIsWrongIsNamed(String field, String json) {
        account.edits().body(json).post("/v1/silences").then().statusCode(400).body("errors[0].field", equalTo(field));
    }

    @Test
    void silencesArePagedAndNobodySeesOthers() {
        var first = create(SILENCE);
        var second = create(SILENCE);
        var cursor = account.views()
                .get("/v1/silences?limit=1")
                .then()
                .statusCode(200)
                .body("items.id", contains(second))
                .extract()
                .<String>path("nextCursor");
        account.views()
                .get("/v1/silences?limit=1&cursor={cursor}", cursor)
                .then()
                .statusCode(200)
                .body("items.id", contains(first))
                .body("nextCursor", nullValue());
        account.views().get("/v1/silences?cursor=WyJ4IiwieSJd").then().statusCode(400);

        var other = Account.pro();
        other.views().get("/v1/silences").then().statusCode(200).body("items", hasSize(0));
        other.views().get("/v1/silences/{id}", first).then().statusCode(404);
        account.views().body(SILENCE).post("/v1/silences").then().statusCode(403);
    }

    private String create(String json) {
        return account.edits()
                .body(json)
                .post("/v1/silences")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }
}
