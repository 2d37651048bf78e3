package io.tidemark.ingest.cardinality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.ingest.Api;
import io.tidemark.platform.tier.OpenDimension;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A tenant that invents a hundred thousand values, and another that goes about its business. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class AttackTest {

    private static final int REQUESTS = 50;
    private static final int EVENTS = 2_000;

    private final SplittableRandom random = new SplittableRandom(7);

    @Inject
    TierConfig tiers;

    @Test
    void inventedValuesFillNoTableAndDelayNobodyElse() {
        var attacker = Api.newTenant();
        var other = Api.newTenant();
        var clients = Infrastructure.database().number("SELECT count(*) FROM client");
        post(other, 0);

        var attack = CompletableFuture.runAsync(() -> attack(attacker));
        var latencies = new ArrayList<Duration>();
        for (var i = 1; !attack.isDone(); i++) {
            latencies.add(post(other, i));
        }
        attack.join();

        assertThat(attacker.count()).isEqualTo(REQUESTS * EVENTS);
        for (var dimension : OpenDimension.values()) {
            assertThat(admitted(attacker, dimension))
                    .as(dimension.code())
                    .isLessThanOrEqualTo(tiers.pro().caps().of(dimension));
        }
        assertThat(distinct(attacker, "consumer")).isEqualTo(tiers.pro().caps().consumer() + 1);
        assertThat(distinct(attacker, "path")).isEqualTo(REQUESTS * EVENTS);
        assertThat(distinct(attacker, "CASE WHEN path_folded THEN ':other' ELSE path END"))
                .isEqualTo(tiers.pro().caps().path() + 1);
        assertThat(Infrastructure.database().number("SELECT count(*) FROM client") - clients)
                .isLessThanOrEqualTo(tiers.pro().caps().client() + 10);
        latencies.sort(null);
        assertThat(latencies.get(latencies.size() / 2)).isLessThan(Duration.ofMillis(500));
        assertThat(latencies.getLast()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void anEventWithAFoldedValueIsADuplicateWhenItIsSentAgain() {
        var api = Api.newTenant();
        api.post(body(2_000)).statusCode(200);
        var body = body(100);
        api.post(body).statusCode(200).body("accepted", equalTo(100));
        assertThat(distinct(api, "route")).isEqualTo(tiers.pro().caps().route() + 1);
        api.post(body).statusCode(200).body("accepted", equalTo(0), "duplicates", equalTo(100));
    }

    /** Not as other requests, each event of which is checked against the OpenAPI document. */
    private void attack(Api attacker) {
        for (var i = 0; i < REQUESTS; i++) {
            RestAssured.given()
                    .header("X-API-Key", attacker.key())
                    .contentType("application/json")
                    .body(body(EVENTS))
                    .post("/v1/events")
                    .then()
                    .statusCode(200)
                    .body("accepted", equalTo(EVENTS));
        }
    }

    private static Duration post(Api api, int number) {
        var begun = System.nanoTime();
        api.post("{\"id\": \"n%d\", \"path\": \"/orders\", \"consumer\": \"shop\"}".formatted(number))
                .statusCode(200)
                .body("accepted", equalTo(1));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private String body(int events) {
        return IntStream.range(0, events).mapToObj(i -> event(word())).collect(Collectors.joining(",", "[", "]"));
    }

    private static String event(String word) {
        return """
                {"id": "%1$s", "path": "/p/%1$s", "consumer": "c-%1$s", "user": "u-%1$s", "userAgent": "%1$sbot",
                 "referrer": "https://%1$s.example/", "domain": "%1$s.example", "api": "a-%1$s", "type": "t.%1$s"}""".formatted(word);
    }

    private String word() {
        return random.ints(16, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static long admitted(Api api, OpenDimension dimension) {
        return Infrastructure.database()
                .number(
                        "SELECT count(*) FROM dimension_value WHERE tenant_id = ? AND dimension = ?",
                        api.tenant(),
                        dimension.code());
    }

    private static long distinct(Api api, String expression) {
        return Infrastructure.database()
                .number("SELECT count(DISTINCT " + expression + ") FROM event WHERE tenant_id = ?", api.tenant());
    }
}
