package io.tidemark.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.tidemark.testing.Infrastructure;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever reads rules and what became of them reads within the tenant's limit, as elsewhere. */
@QuarkusTest
@TestProfile(ByHand.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_alert"))
class ReadLimitTest {

    private static final int MANY = 200;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/alerts",
                "/v1/alerts/_export",
                "/v1/alert-events",
                "/v1/alert-events/_unseen",
                "/v1/silences",
                "/v1/webhooks"
            })
    void eachAnswerSaysWhatIsLeft(String path) {
        Account.pro().edits().get(path).then().statusCode(200).header("RateLimit", containsString("\"read\""));
    }

    @Test
    void beyondItThereIsNoAnswer() {
        var account = Account.of("free");

        assertThat(IntStream.range(0, MANY).map(i -> given().auth()
                        .oauth2(account.viewer())
                        .get("/v1/silences")
                        .statusCode()))
                .contains(429);
        Account.pro().views().get("/v1/silences").then().statusCode(200);
    }
}
