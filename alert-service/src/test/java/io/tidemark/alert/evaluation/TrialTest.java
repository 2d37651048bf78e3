package io.tidemark.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.alert.Account;
import io.tidemark.alert.ByHand;
import io.tidemark.testing.Infrastructure;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Rules that are tried out, which changes nothing. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class TrialTest extends EvaluationBed {

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
}
