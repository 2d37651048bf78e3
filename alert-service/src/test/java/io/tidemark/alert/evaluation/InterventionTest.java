package io.tidemark.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.ByHand;
import io.tidemark.testing.Infrastructure;
import org.junit.jupiter.api.Test;

/** Rules that people pause, delete, rewrite or silence. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class InterventionTest extends EvaluationBed {

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
}
