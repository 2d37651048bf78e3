package io.tidemark.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.tidemark.ingest.Api;
import io.tidemark.testing.Infrastructure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A database that accepts statements and does not finish them: the flush lock is held by somebody else. */
@QuarkusTest
@TestProfile(FullQueueTest.SmallQueue.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_ingest"))
class FullQueueTest {

    public static final class SmallQueue implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("tidemark.ingest.flush.queue-bytes", "2M", "tidemark.ingest.flush.patience", "5s");
        }
    }

    @Test
    void aFullQueueRefusesAtOnceAndWaitingRequestsAreRefusedInTime() throws SQLException {
        var api = Api.newTenant();
        api.post("{\"id\": \"warm\"}").statusCode(200);

        try (var connection = Infrastructure.database().connect();
                var lock = connection.createStatement()) {
            connection.setAutoCommit(false);
            lock.execute("LOCK TABLE ingest_batch IN EXCLUSIVE MODE");
            var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> send(api)))
                    .limit(12)
                    .toList();
            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer).succeedsWithin(Duration.ofSeconds(3));
                assertThat(answer.join().statusCode()).isEqualTo(503);
                assertThat(answer.join().header("Retry-After")).isNotNull();
                assertThat(answer.join().time()).isLessThan(2500);
            });
            assertThat(answers)
                    .anySatisfy(answer ->
                            assertThat(answer.join().path("code").toString()).isEqualTo("OVERLOADED"));
        }

        await().atMost(Duration.ofSeconds(10)).until(() -> send(api).statusCode() == 200);
    }

    /** About 750 kB in the queue: three of them fill it. */
    private static Response send(Api api) {
        var body = IntStream.range(0, 500)
                .mapToObj(i -> "{\"id\": \"" + UUID.randomUUID() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        return api.post(body).extract().response();
    }
}
