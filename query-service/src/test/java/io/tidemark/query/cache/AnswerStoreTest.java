package io.tidemark.query.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class AnswerStoreTest {

    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00.000002Z");

    @Inject
    AnswerStore store;

    @Inject
    RedisDataSource redis;

    @Test
    void anAnswerComesBackAsItWas() {
        var answer = Answer.of(NOON, "{\"name\":\"\u00fc\\n\"}");
        keep("same", answer, LONG);

        assertThat(find("same", "other")).isEqualTo(Map.of("same", answer));
    }

    @Test
    void anOlderFlightThatLandsLateDoesNotReplaceANewerAnswer() {
        var newer = Answer.of(NOON, "\"newer\"");
        keep("order", newer, LONG);
        keep("order", Answer.of(NOON.minusNanos(1000), "\"older\""), LONG);
        assertThat(find("order")).containsValue(newer);

        var newest = Answer.of(NOON.plusNanos(1000), "\"newest\"");
        keep("order", newest, LONG);
        assertThat(find("order")).containsValue(newest);
    }

    @Test
    void anAnswerIsKeptForItsTimeEvenIfThatIsLessThanASecond() {
        keep("short", Answer.of(NOON, "1"), Duration.ofMillis(500));

        assertThat(redis.key().pttl("short")).isBetween(1L, 500L);
    }

    @Test
    void whatIsNoneOfOursIsReplaced() {
        redis.value(String.class).set("foreign", "garbage");
        assertThat(find("foreign")).isEmpty();
        keep("foreign", Answer.of(NOON, "1"), LONG);

        assertThat(find("foreign")).hasSize(1);
    }

    @Test
    void anAnswerIsNeverGivenForAnotherKey() {
        keep("mine", Answer.of(NOON, "1"), LONG);
        redis.value(String.class).set("other", redis.value(String.class).get("mine"));

        assertThat(find("other")).isEmpty();
        assertThat(find("other", "mine")).isEqualTo(Map.of("mine", Answer.of(NOON, "1")));
    }

    private void keep(String key, Answer answer, Duration timeToLive) {
        store.keep(key, answer, timeToLive).await().atMost(Duration.ofSeconds(5));
    }

    private Map<String, Answer> find(String... keys) {
        return store.findAll(List.of(keys)).await().atMost(Duration.ofSeconds(5));
    }
}
