package io.tidemark.bench.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.bench.stage.Service;
import io.tidemark.bench.stage.Stage;
import io.tidemark.events.RawEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loader's rows beside those of the packaged ingest-service. */
class BulkLoaderIT {

    private static final int EVENTS = 4_000;

    @TempDir
    Path directory;

    @Test
    void rowsAreThoseThatIngestionStores() throws Exception {
        var now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        var startOfDay = now.truncatedTo(ChronoUnit.DAYS);
        // Of earlier days ingestion would have no salt to hash visitors with.
        var from = startOfDay.isAfter(now.minus(Duration.ofHours(3))) ? startOfDay : now.minus(Duration.ofHours(3));
        var to = now.plus(Duration.ofMinutes(50));
        try (var stage = Stage.start(directory);
                var connection = stage.database().connect()) {
            var loader = new BulkLoader(stage.database(), stage.tenant(), 1);
            send(stage, loader, from, to);
            execute(connection, "CREATE TABLE sent AS TABLE event");
            execute(connection, "CREATE TABLE sent_agent AS TABLE agent");
            execute(connection, "TRUNCATE event, ingest_batch, agent");

            loader.load(from, to, EVENTS);

            assertSameRows(connection);
        }
    }

    private static void send(Stage stage, BulkLoader loader, Instant from, Instant to)
            throws IOException, InterruptedException, IllegalAccessException, SQLException {
        var events = new ArrayList<RawEvent>();
        loader.spans(from, to, EVENTS).forEach(span -> span.forEach(events::add));
        try (var service = stage.start(
                        Service.INGEST, Path.of("..").resolve(Service.INGEST.jar()), Service.INGEST.jvmOptions());
                var http = HttpClient.newHttpClient()) {
            awaitSalt(stage, service.port(), http, events.subList(0, 20));
            assertThat(post(stage, service.port(), http, events))
                    .contains("\"accepted\":" + EVENTS)
                    .contains("\"rejected\":[]");
        }
    }

    /** On a busy machine Redis may not answer in time at first; then visitors are skipped, as they are in operation. */
    private static void awaitSalt(Stage stage, int port, HttpClient http, List<RawEvent> events)
            throws IOException, InterruptedException, IllegalAccessException, SQLException {
        try (var connection = stage.database().connect()) {
            for (int attempt = 0; attempt < 60; attempt++) {
                post(stage, port, http, events);
                var hashed = text(connection, "SELECT count(visitor) FROM event");
                execute(connection, "TRUNCATE event, ingest_batch, agent");
                if (!hashed.equals("0")) {
                    return;
                }
                Thread.sleep(1_000);
            }
        }
        throw new IllegalStateException("ingestion hashes no visitors");
    }

    private static String post(Stage stage, int port, HttpClient http, List<RawEvent> events)
            throws IOException, InterruptedException, IllegalAccessException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/events"))
                .header("X-API-Key", stage.apiKey())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(EventJson.of(events)))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private static void assertSameRows(Connection connection) throws SQLException {
        var columns = text(connection, """
                SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum)
                  FROM pg_attribute
                 WHERE attrelid = 'event'::regclass
                   AND attnum > 0
                   AND NOT attisdropped
                   AND attname NOT IN ('batch_id', 'visitor', 'path_folded')
                """);
        var difference = "SELECT count(*) FROM (SELECT %s FROM %s EXCEPT SELECT %s FROM %s) AS missing";
        assertThat(text(connection, "SELECT count(*) FROM event")).isEqualTo(Integer.toString(EVENTS));
        assertThat(text(connection, difference.formatted(columns, "sent", columns, "event")))
                .isEqualTo("0");
        assertThat(text(connection, difference.formatted(columns, "event", columns, "sent")))
                .isEqualTo("0");
        // The salts differ: what one tells apart the other must tell apart.
        assertThat(text(connection, """
                SELECT count(DISTINCT (e.visitor, s.visitor)) FILTER (WHERE e.visitor IS NOT NULL) = count(DISTINCT e.visitor)
                       AND count(DISTINCT e.visitor) = count(DISTINCT s.visitor)
                       AND count(*) FILTER (WHERE (e.visitor IS NULL) <> (s.visitor IS NULL)) = 0
                  FROM event AS e
                  JOIN sent AS s USING (tenant_id, day, id)
                """)).isEqualTo("t");
        // Which paths are admitted depends on the order in which they are judged; how many does not.
        var admitted = "SELECT count(DISTINCT path) FROM %s WHERE path_folded IS NULL";
        assertThat(text(connection, admitted.formatted("event"))).isEqualTo("1000");
        assertThat(text(connection, admitted.formatted("sent"))).isEqualTo("1000");
        assertThat(text(connection, "SELECT sum(events) FROM ingest_batch")).isEqualTo(Integer.toString(EVENTS));
        assertThat(text(connection, """
                SELECT count(*)
                  FROM ingest_batch AS b
                 WHERE (b.events, b.min_time, b.max_time) <> (SELECT count(*), min(e."time"), max(e."time")
                                                                FROM event AS e
                                                               WHERE e.batch_id = b.batch_id)
                """)).isEqualTo("0");
        assertThat(text(connection, """
                SELECT count(*)
                  FROM (SELECT id, name FROM sent_agent EXCEPT SELECT id, name FROM agent) AS missing
                """)).isEqualTo("0");
    }

    private static String text(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
