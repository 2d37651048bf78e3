package io.tidemark.query.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many questions of a tenant are worked on at a time, and for how long. */
@QuarkusTest
@TestProfile(TierLimitsTest.Small.class)
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
class TierLimitsTest {

    private static final String ON_EVENTS = """
            SELECT count(*) FROM pg_stat_activity
             WHERE usename LIKE 'tidemark_query%' AND wait_event_type = 'Lock'""";

    @Inject
    MovableClock clock;

    private final ExecutorService threads = Executors.newFixedThreadPool(16);

    @BeforeEach
    void noonOfTheLastOfMarch() {
        clock.set("2026-03-31T12:00:00Z");
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        clock.reset();
    }

    @Test
    void questionsBeyondTheTiersNumberWaitForTheirTurn() throws Exception {
        var acme = Customer.pro();
        acme.calls(3, null, "2026-03-31T11:10:00Z");
        List<Future<Response>> answers;
        try (var holder = holdEvents()) {
            answers = IntStream.range(0, 6)
                    .mapToObj(minute -> threads.submit(() -> ask(acme, minute)))
                    .toList();
            Awaitility.await().until(() -> waitingForEvents() == 2);
            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> waitingForEvents() == 2);
            holder.rollback();
        }
        for (var answer : answers) {
            answer.get().then().statusCode(200).body("data.value", equalTo(3));
        }
    }

    @Test
    void whoseTurnDoesNotComeIsToldToComeLaterAndOthersAreNot() throws Exception {
        var acme = Customer.pro();
        var initech = Customer.of("enterprise", "UTC");
        try (var holder = holdEvents()) {
            var begun = IntStream.range(0, 2)
                    .mapToObj(minute -> threads.submit(() -> ask(acme, minute)))
                    .toList();
            Awaitility.await().until(() -> waitingForEvents() == 2);

            ask(acme, 2)
                    .then()
                    .statusCode(429)
                    .header("Retry-After", notNullValue())
                    .body("code", equalTo("RATE_LIMITED"));
            assertThat(begun).noneMatch(Future::isDone);
            var other = threads.submit(() -> ask(initech, 0));
            Awaitility.await().until(() -> waitingForEvents() == 3);
            holder.rollback();

            other.get().then().statusCode(200);
            for (var answer : begun) {
                answer.get().then().statusCode(200);
            }
        }
    }

    @Test
    void aStatementIsCancelledAfterTheTiersTimeout() throws Exception {
        var free = Customer.of("free", "UTC");
        try (var holder = holdEvents()) {
            var begin = System.nanoTime();
            ask(free, 0).then().statusCode(503).header("Retry-After", notNullValue());
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            holder.rollback();
        }
        ask(free, 1).then().statusCode(200);
    }

    /** Whoever reads events waits until this transaction ends. */
    private static Connection holdEvents() throws SQLException {
        var connection = Customer.database().connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("LOCK TABLE event IN ACCESS EXCLUSIVE MODE");
        }
        return connection;
    }

    private static long waitingForEvents() {
        return Customer.database().number(ON_EVENTS);
    }

    /** A question of its own for each minute, which no rollup answers. */
    private static Response ask(Customer customer, int minute) {
        return customer.asks()
                .contentType(ContentType.JSON)
                .body("""
                        {"query": "requests_total", "from": "2026-03-31T11:%02d:00Z", "to": "2026-03-31T12:00:00Z",
                         "filters": {"!method": "PUT", "!country": "FR", "!user": "me"}}""".formatted(minute))
                .post("/analytics/_query");
    }

    /** Two questions at a time for one tier, and little patience. */
    public static class Small implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "tidemark.tiers.pro.concurrent-queries", "2",
                    "tidemark.rate-limit.query-patience", "2s",
                    "tidemark.tiers.free.statement-timeout", "700ms",
                    "tidemark.tiers.free.analytics", "true",
                    "tidemark.analytics.gate.free-tier", "true");
        }
    }
}
