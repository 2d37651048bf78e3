package io.tidemark.ingest.event;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.tidemark.ingest.Api;
import io.tidemark.ingest.flush.Availability;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** PostgreSQL is stopped under load and started again. */
@QuarkusTest
@WithTestResource(
        value = Infrastructure.class,
        initArgs = {
            @ResourceArg(name = "role", value = "tidemark_ingest"),
            @ResourceArg(name = "postgres", value = "own")
        })
class OutageTest {

    record Sent(String id, int status, boolean retryAfter, long millis) {}

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "quarkus.management.test-port")
    int managementPort;

    @Inject
    Availability availability;

    @Test
    void anOutageIsRefusedAtOnceAndEndsWithoutARestart() {
        var api = Api.newTenant();
        var sent = new ConcurrentLinkedQueue<Sent>();
        var sending = new AtomicBoolean(true);
        var senders = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    while (sending.get()) {
                        sent.add(send(api));
                    }
                }))
                .limit(4)
                .toList();
        await().until(() -> sent.stream().filter(one -> one.status == 200).count() > 100);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(managed("/q/health/ready")).doesNotContain("DOWN"));
        Infrastructure.database().server().stop();
        await().until(() -> sent.stream().filter(one -> one.status == 503).count() > 100);
        assertThat(sent).allSatisfy(one -> {
            assertThat(one.status).isIn(200, 503);
            assertThat(one.retryAfter).isEqualTo(one.status == 503);
            assertThat(one.millis).isLessThan(2000);
        });
        await().atMost(PATIENCE).until(availability::isAway);
        assertThat(managed("/q/health/ready")).contains("\"writers\"").doesNotContain("DOWN");
        Infrastructure.database().server().start();
        await().atMost(PATIENCE).until(() -> send(api).status == 200);
        assertThat(availability.isAway()).isFalse();

        sending.set(false);
        senders.forEach(CompletableFuture::join);
        var acknowledged = sent.stream().filter(one -> one.status == 200).count();
        assertThat(api.count()).isGreaterThanOrEqualTo(acknowledged);
    }

    private String managed(String path) {
        return given().port(managementPort).get(path).asString();
    }

    private static Sent send(Api api) {
        var id = UUID.randomUUID().toString();
        Response response = api.post("{\"id\": \"" + id + "\"}").extract().response();
        return new Sent(id, response.statusCode(), response.header("Retry-After") != null, response.time());
    }
}
