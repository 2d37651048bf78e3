package io.tidemark.query.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.tidemark.query.Customer;
import io.tidemark.query.MovableClock;
import io.tidemark.testing.Infrastructure;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Exports of a million rows: read slowly, broken off by either side. */
@QuarkusTest
@WithTestResource(value = Infrastructure.class, initArgs = @ResourceArg(name = "role", value = "tidemark_query"))
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LargeExportTest {

    private static final int ROWS = 1_000_000;
    private static final long MEBIBYTE = 1024 * 1024;

    @TestHTTPResource("/")
    URI base;

    @Inject
    MovableClock clock;

    private Customer acme;

    @AfterAll
    void timeGoesOn() {
        clock.reset();
    }

    @BeforeAll
    void aMillionEvents() {
        clock.set("2026-03-31T12:00:00Z");
        acme = Customer.pro();
        Customer.database().query("SELECT ensure_event_partition('2026-03-30')");
        Customer.database().execute("""
                INSERT INTO event (tenant_id, id, "time", batch_id, day, type, method, route, status, attributes)
                SELECT ?, gen_random_uuid(), timestamptz '2026-03-30 00:00:00+00' + i * interval '80 ms', 0, '2026-03-30',
                       'request', 'GET', '/orders/:id', 200,
                       jsonb_build_object('note', repeat(md5(i::text), 3))
                  FROM generate_series(0, ? - 1) AS i""", acme.id(), ROWS);
    }

    @Test
    void aMillionRowsTakeNoMoreMemoryThanAFew() throws Exception {
        var bytes = 0L;
        var rows = -1;
        var before = used();
        var most = 0L;
        try (var lines = new BufferedReader(new InputStreamReader(open("csv").body(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                bytes += line.length();
                if (++rows % 200_000 == 100_000) {
                    most = Math.max(most, used() - before);
                }
            }
        }

        assertThat(rows).isEqualTo(ROWS);
        assertThat(bytes).isGreaterThan(100 * MEBIBYTE);
        assertThat(most).isLessThan(24 * MEBIBYTE);
    }

    @Test
    void aReaderWhoGoesAwayFreesTheConnection() throws Exception {
        try (var body = open("ndjson").body()) {
            assertThat(body.readNBytes(100_000)).hasSize(100_000);
            assertThat(openSnapshots()).isEqualTo(1);
        }

        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> openSnapshots() == 0);
    }

    @Test
    void aFailureInMidStreamBreaksTheConnection() throws Exception {
        try (var body = open("csv").body()) {
            assertThat(body.readNBytes(100_000)).hasSize(100_000);
            Customer.database().query("""
                    SELECT pg_terminate_backend(pid)
                      FROM pg_stat_activity
                     WHERE datname = current_database()
                       AND usename = 'tidemark_query_login'
                       AND backend_xmin IS NOT NULL""");

            assertThatThrownBy(() -> body.transferTo(OutputStream.nullOutputStream()))
                    .isInstanceOf(IOException.class);
        }
    }

    private HttpResponse<InputStream> open(String format) throws Exception {
        var request = HttpRequest.newBuilder(base.resolve("/analytics/export/events?format=" + format
                        + "&from=2026-03-30T00:00:00Z&to=2026-03-31T00:00:00Z"))
                .header("Authorization", "Bearer " + acme.token())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static long openSnapshots() {
        return Customer.database().number("""
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE datname = current_database()
                   AND usename = 'tidemark_query_login'
                   AND (state <> 'idle' OR backend_xmin IS NOT NULL)""");
    }

    private static long used() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
