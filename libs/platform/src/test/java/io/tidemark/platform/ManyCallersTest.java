package io.tidemark.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Callers of many tenants at once, over the moments at which the caches renew: each is answered as itself. */
@QuarkusTest
@WithTestResource(Infrastructure.class)
class ManyCallersTest {

    private static final int TENANTS = 20;
    private static final int THREADS = 32;
    private static final Duration WHILE = Duration.ofSeconds(5);

    final HttpClient client = HttpClient.newHttpClient();

    @Test
    void nobodyIsAnsweredAsSomebodyElse() throws Exception {
        var credentials = new ConcurrentHashMap<String, UUID>();
        IntStream.range(0, TENANTS).forEach(i -> {
            var tenant = Fixtures.current().tenant("enterprise", "UTC");
            credentials.put(Fixtures.current().apiKey(tenant, "read"), tenant);
            credentials.put(Infrastructure.oidc().token(tenant, "viewer"), tenant);
        });
        var sent = new ArrayList<>(credentials.entrySet());
        var until = System.nanoTime() + WHILE.toNanos();
        Callable<Integer> caller = () -> {
            int answers = 0;
            while (System.nanoTime() < until) {
                var one = sent.get(ThreadLocalRandom.current().nextInt(sent.size()));
                assertThat(get(one))
                        .contains("\"tenant\":\"" + one.getValue() + "\"")
                        .contains("\"roles\":[\"viewer\"]");
                answers++;
            }
            return answers;
        };

        int answers = 0;
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (var result : threads.invokeAll(
                    IntStream.range(0, THREADS).mapToObj(i -> caller).toList())) {
                answers += result.get();
            }
        }
        assertThat(answers).isGreaterThan(2 * TENANTS);
    }

    private String get(Map.Entry<String, UUID> credential) {
        var path = ThreadLocalRandom.current().nextBoolean() ? "/probe/viewer" : "/probe/limited";
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Authorization", "Bearer " + credential.getKey())
                .build();
        // A very busy machine may be asked to be left alone for a moment.
        return Stream.generate(
                        () -> client.sendAsync(request, BodyHandlers.ofString()).join())
                .filter(answer -> answer.statusCode() != 503)
                .findFirst()
                .orElseThrow()
                .body();
    }
}
