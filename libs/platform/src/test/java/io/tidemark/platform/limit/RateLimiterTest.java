package io.tidemark.platform.limit;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.vertx.mutiny.redis.client.RedisAPI;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Infrastructure.class)
class RateLimiterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    RateLimiter limiter;

    @Inject
    RedisAPI redis;

    final UUID tenant = UUID.randomUUID();

    @BeforeEach
    void redisIsInUse() {
        await().atMost(10, SECONDS).until(this::countsInRedis);
    }

    @Test
    void beyondTheLimitNothingPassesUntilTheTimeTold() {
        var decisions = IntStream.range(0, 12).mapToObj(i -> take(1, 10)).toList();

        assertThat(decisions.subList(0, 10)).allMatch(Decision::allowed);
        var refused = decisions.stream().filter(decision -> !decision.allowed()).toList();
        assertThat(refused).isNotEmpty();
        assertThat(refused.getFirst().retryAfter()).isBetween(Duration.ofNanos(1), Duration.ofMillis(100));
        assertThat(refused.getFirst().remaining()).isZero();
        assertThat(refused.getFirst().limit()).isEqualTo(10);
        await().atMost(1, SECONDS).until(() -> take(1, 10).allowed());
    }

    @Test
    void anAmountAboveTheLimitPassesOnceAndIsMadeUpFor() {
        assertThat(take(500, 100).allowed()).isTrue();

        var next = take(1, 100);
        assertThat(next.allowed()).isFalse();
        assertThat(next.retryAfter()).isBetween(Duration.ofMillis(3500), Duration.ofMillis(4010));
    }

    @Test
    void tenantsAndBucketsDoNotShare() {
        assertThat(take(10, 10).allowed()).isTrue();
        assertThat(limiter.take(tenant, "other", 10, 10)
                        .await()
                        .atMost(PATIENCE)
                        .allowed())
                .isTrue();
        assertThat(limiter.take(UUID.randomUUID(), "read", 10, 10)
                        .await()
                        .atMost(PATIENCE)
                        .allowed())
                .isTrue();
    }

    @Test
    void withoutALimitRedisIsNotAsked() {
        assertThat(take(1_000_000, 0)).isEqualTo(Decision.UNLIMITED);
        assertThat(keys()).isEmpty();
    }

    @Test
    void bucketsLeaveRedisWhenTheyAreFullAgain() {
        take(1, 10);

        var key = keys().getFirst();
        assertThat(redis.pttl(key).await().atMost(PATIENCE).toLong()).isBetween(1L, 1200L);
    }

    @Test
    void aScriptThatRedisForgotIsSentAgain() {
        take(1, 10);
        redis.script(List.of("FLUSH")).await().atMost(PATIENCE);

        assertThat(take(1, 10).remaining()).isLessThanOrEqualTo(8);
        assertThat(countsInRedis()).isTrue();
    }

    @Test
    void withoutRedisThisProcessCountsAndNobodyWaits() {
        Infrastructure.redis().stop();
        try {
            take(1, 10);
            var began = System.nanoTime();
            var passed =
                    IntStream.range(0, 100).filter(i -> take(1, 10).allowed()).count();

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofMillis(500));
            assertThat(passed).isBetween(9L, 15L);
        } finally {
            Infrastructure.redis().start();
        }
        await().atMost(10, SECONDS).until(this::countsInRedis);
    }

    @Test
    void readersAreToldWhatIsLeftAndWhenToComeBack() {
        var free = Fixtures.current().tenant("free", "UTC");
        var key = Fixtures.current().apiKey(free, "read");

        var answers = IntStream.range(0, 8)
                .mapToObj(i -> given().header("X-API-Key", key).get("/probe/limited"))
                .toList();

        var first = answers.getFirst();
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"read\";q=5;w=1");
        assertThat(first.header("RateLimit")).isEqualTo("\"read\";r=4;t=1");
        var refused = answers.stream()
                .filter(answer -> answer.statusCode() != 200)
                .findFirst()
                .orElseThrow();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.contentType()).isEqualTo("application/problem+json");
        assertThat(refused.path("code").toString()).isEqualTo("RATE_LIMITED");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("RateLimit")).startsWith("\"read\";r=0;t=");
    }

    @Test
    void withoutCredentialsTheLimitIsNotTouched() {
        given().get("/probe/limited").then().statusCode(401);
    }

    private Decision take(long amount, long perSecond) {
        return limiter.take(tenant, "read", amount, perSecond).await().atMost(PATIENCE);
    }

    private List<String> keys() {
        var keys = redis.keys("rate:" + tenant + ":*").await().atMost(PATIENCE);
        return IntStream.range(0, keys.size())
                .mapToObj(i -> keys.get(i).toString())
                .toList();
    }

    private boolean countsInRedis() {
        try {
            var probe = UUID.randomUUID();
            limiter.take(probe, "probe", 1, 10).await().atMost(PATIENCE);
            return redis.exists(List.of("rate:" + probe + ":probe"))
                            .await()
                            .atMost(PATIENCE)
                            .toInteger()
                    == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
