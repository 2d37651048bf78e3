package io.tidemark.query.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.testing.Infrastructure;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class WithoutRedisTest {

    @Test
    void everyAnswerIsStill200AndRedisIsUsedAgainWhenItIsBack() {
        var acme = Customer.pro();
        acme.get("/analytics/usage-summary").statusCode(200);
        Infrastructure.redis().stop();
        try {
            for (var endpoint : List.of(
                    "usage-summary", "agent-activity", "token-trends", "endpoint-usage", "credential-rotations")) {
                for (int i = 0; i < 3; i++) {
                    acme.get("/analytics/" + endpoint).statusCode(200).header("Age", nullValue());
                }
            }
            var begun = System.nanoTime();
            acme.get("/analytics/usage-summary").statusCode(200);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
        } finally {
            Infrastructure.redis().start();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> acme.get("/analytics/usage-summary").extract().header("Age") != null);
    }
}
