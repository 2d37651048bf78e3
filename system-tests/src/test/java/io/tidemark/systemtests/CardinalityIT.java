package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A million invented paths, consumers and user agents of one tenant. */
class CardinalityIT {

    private static final System.Logger LOG = System.getLogger(CardinalityIT.class.getName());
    private static final int EVENTS = 10_000;
    private static final int REQUESTS = 25;
    private static final int CONNECTIONS = 2;

    // The caps of the tier for paths, routes and consumers, and what stands for the rest.
    private static final long PATHS = 1_001;
    private static final long CONSUMERS = 10_001;
    private static final long CLIENTS = 500;

    private static Deployment deployment;
    private static ServiceProcess ingest;
    private static ServiceProcess query;

    @BeforeAll
    static void deploy() {
        deployment = new Deployment();
        ingest = deployment.ingest();
        query = deployment.query();
    }

    @AfterAll
    static void undeploy() {
        deployment.close();
    }

    @Test
    void anAttackIsBoundedByTheCapsAndFeltByNobodyElse() {
        var attacker = deployment.fixtures.tenant("pro", "UTC");
        var attack = deployment.fixtures.apiKey(attacker, "ingest");
        var other = deployment.fixtures.apiKey(deployment.fixtures.tenant("pro", "UTC"), "ingest", "read");
        IntStream.range(0, 100).forEach(warm -> visit(other));
        var calm = new ArrayList<>(
                IntStream.range(0, 100).mapToObj(visit -> visit(other)).toList());

        var underAttack = visits(other, attack(attack, 1));
        drain();
        var cellsOfHalf = cells(attacker);
        var bytesOfHalf = rollupBytes();
        underAttack.addAll(visits(other, attack(attack, 2)));
        drain();

        assertThat(count("event", attacker)).isEqualTo(2L * CONNECTIONS * REQUESTS * EVENTS);
        assertThat(distinct(attacker, "route")).isEqualTo(PATHS);
        assertThat(distinct(attacker, "consumer")).isEqualTo(CONSUMERS);
        assertThat(distinct(attacker, "CASE WHEN path_folded THEN ':other' ELSE path END"))
                .isEqualTo(PATHS);
        assertThat(deployment.database.number("SELECT count(*) FROM client")).isLessThanOrEqualTo(CLIENTS + 20);
        assertThat(count("dimension_value", attacker)).isLessThan(PATHS + PATHS + CONSUMERS + CLIENTS + 100);
        // The second half million of values adds no cell but those of further minutes and hours.
        assertThat(cells(attacker)).isLessThan(cellsOfHalf + cellsOfHalf / 2);
        underAttack.sort(null);
        calm.sort(null);
        LOG.log(
                System.Logger.Level.INFO,
                "event and answer of another tenant: p50 %s, p95 %s; without attack %s, %s; rollups %d and %d kB"
                        .formatted(
                                at(underAttack, 0.5),
                                at(underAttack, 0.95),
                                at(calm, 0.5),
                                at(calm, 0.95),
                                bytesOfHalf / 1024,
                                rollupBytes() / 1024));
        assertThat(at(underAttack, 0.5)).isLessThan(Duration.ofMillis(300));
        assertThat(at(underAttack, 0.95)).isLessThan(Duration.ofSeconds(1));
    }

    private static CompletableFuture<Void> attack(String key, int half) {
        return CompletableFuture.allOf(IntStream.range(0, CONNECTIONS)
                .mapToObj(connection -> CompletableFuture.runAsync(() -> {
                    var random = new SplittableRandom(10L * half + connection);
                    for (var i = 0; i < REQUESTS; i++) {
                        assertThat(post(key, body(random))).contains("\"accepted\":" + EVENTS);
                    }
                }))
                .toArray(CompletableFuture[]::new));
    }

    private static String body(SplittableRandom random) {
        var body = new StringBuilder("[");
        for (var i = 0; i < EVENTS; i++) {
            var word = "%016x".formatted(random.nextLong()).replace('0', 'g');
            body.append(i == 0 ? "" : ",").append("""
                    {"id":"%1$s","path":"/p/x%1$sx","consumer":"c-%1$s","userAgent":"%1$sbot","status":200,"durationMs":5}""".formatted(word));
        }
        return body.append(']').toString();
    }

    /** How long it takes another tenant to send an event and to have an answer, again and again until it is over. */
    private static List<Duration> visits(String key, CompletableFuture<Void> end) {
        var took = new ArrayList<Duration>();
        while (!end.isDone()) {
            took.add(visit(key));
        }
        end.join();
        return took;
    }

    private static Duration visit(String key) {
        var begun = System.nanoTime();
        post(key, """
                {"id":"%s","path":"/orders","consumer":"shop","status":200,"durationMs":5}""".formatted(UUID.randomUUID()));
        var answer = ServiceProcess.send(HttpRequest.newBuilder(query.url("/analytics/_query"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .header("Cache-Control", "no-cache")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"requests_by_consumer\",\"from\":\"now-24h\"}"))
                .build());
        assertThat(answer.body()).contains("shop");
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Sends again what ingestion puts off for now. */
    private static String post(String key, String body) {
        var request = HttpRequest.newBuilder(ingest.url("/v1/events"))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        return await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .until(() -> ServiceProcess.send(request), CardinalityIT::settled)
                .body();
    }

    private static boolean settled(HttpResponse<String> response) {
        return response.statusCode() != 429 && response.statusCode() != 503;
    }

    private static void drain() {
        await().atMost(Duration.ofMinutes(3))
                .until(() -> deployment.database.number("SELECT count(*) FROM ingest_batch") == 0);
    }

    private static Duration at(List<Duration> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    private static long cells(UUID tenant) {
        return deployment.database.number("""
                SELECT sum(cells)
                  FROM (SELECT cells FROM rollup_minute WHERE tenant_id = ?
                         UNION ALL
                        SELECT cells FROM rollup_hour WHERE tenant_id = ?) AS packed""", tenant, tenant);
    }

    private static long rollupBytes() {
        return deployment.database.number("""
                SELECT sum(pg_total_relation_size(oid))
                  FROM pg_class
                 WHERE relkind = 'r'
                   AND relname ~ '^rollup_(minute|hour)'""");
    }

    private static long count(String table, UUID tenant) {
        return deployment.database.number("SELECT count(*) FROM " + table + " WHERE tenant_id = ?", tenant);
    }

    private static long distinct(UUID tenant, String expression) {
        return deployment.database.number(
                "SELECT count(DISTINCT " + expression + ") FROM event WHERE tenant_id = ?", tenant);
    }
}
