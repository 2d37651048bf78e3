package io.tidemark.query;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.events.HomeCalendar;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.Infrastructure;
import io.tidemark.testing.OidcProvider;
import io.tidemark.testing.OpenApi;
import io.tidemark.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tenant of a test: it has events, days that the job aggregated, and asks. Each answer is held against the OpenAPI document. */
public record Customer(UUID id, ZoneId zone, String token) {

    public static Customer of(String tier, String zone) {
        var id = Fixtures.current().tenant(tier, zone);
        return new Customer(id, ZoneId.of(zone), Infrastructure.oidc().token(id, "viewer"));
    }

    public static Customer pro() {
        return of("pro", "UTC");
    }

    /** The same customer, seen by somebody who may read the events of these groups only. */
    public Customer inTeams(String... teams) {
        var claims = Map.of("tenant_id", id.toString(), "groups", List.of("viewer"), "teams", List.of(teams));
        return new Customer(
                id,
                zone,
                Infrastructure.oidc().token(OidcProvider.ISSUER, OidcProvider.AUDIENCE, claims, Duration.ofHours(1)));
    }

    public RequestSpecification asks() {
        return given().filter(OpenApi.validating("query.yaml")).auth().oauth2(token);
    }

    public ValidatableResponse get(String path, Object... parameters) {
        return asks().get(path, parameters).then();
    }

    public UUID agent(@Nullable String name) {
        return Fixtures.current().agent(id, name);
    }

    /** So many events of one kind, from the instant on, a millisecond apart. */
    public void events(int count, String type, @Nullable UUID agent, String instant) {
        var time = Instant.parse(instant);
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        database().query("SELECT ensure_event_partition(?)", day);
        database().execute("""
                INSERT INTO event (tenant_id, id, "time", batch_id, quantity, day, agent_id, type)
                SELECT ?, gen_random_uuid(), ?::timestamptz + i * interval '1 ms', 0, 1, ?, ?::uuid, ?
                  FROM generate_series(0, ? - 1) AS i""", id, time.atOffset(ZoneOffset.UTC), day, agent, type, count);
    }

    /**
     * One request.
     *
     * @param columns what it has besides, as columns of {@code event}
     */
    public UUID call(String instant, Map<String, Object> columns) {
        var event = UUID.randomUUID();
        var time = Instant.parse(instant);
        var day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        database().query("SELECT ensure_event_partition(?)", day);
        var names = new ArrayList<>(List.of("tenant_id", "id", "\"time\"", "batch_id", "day"));
        var values = new ArrayList<Object>(List.of(id, event, time.atOffset(ZoneOffset.UTC), 0L, day));
        var all = new HashMap<>(Map.<String, Object>of("type", "request"));
        all.putAll(columns);
        all.forEach((name, value) -> {
            names.add(name);
            values.add(value);
        });
        database()
                .execute(
                        "INSERT INTO event (%s) VALUES (%s)"
                                .formatted(
                                        String.join(", ", names),
                                        String.join(", ", Collections.nCopies(values.size(), "?"))),
                        values.toArray());
        return event;
    }

    public void calls(int count, @Nullable UUID agent, String instant) {
        events(count, "request", agent, instant);
    }

    /** What the nightly job does for a day. */
    public void aggregate(String day) {
        var date = LocalDate.parse(day);
        var calendar = new HomeCalendar(zone);
        database().execute("DELETE FROM daily_aggregate WHERE tenant_id = ? AND day = ?", id, date);
        database()
                .execute(
                        """
                INSERT INTO daily_aggregate
                SELECT tenant_id, ?, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), count(*),
                       count(*) FILTER (WHERE type = 'request'),
                       count(*) FILTER (WHERE type = 'token_issuance'),
                       count(*) FILTER (WHERE type = 'token_failure'),
                       count(*) FILTER (WHERE type = 'credential_rotation')
                  FROM event
                 WHERE tenant_id = ? AND "time" >= ? AND "time" < ?
                 GROUP BY 1, 2, 3""",
                        date,
                        id,
                        calendar.startOf(date).atOffset(ZoneOffset.UTC),
                        calendar.endOf(date).atOffset(ZoneOffset.UTC));
        database().execute("INSERT INTO aggregated_day VALUES (?, ?) ON CONFLICT DO NOTHING", id, date);
    }

    /** A day whose events are gone or were never there: only its aggregate is. */
    public void aggregated(String day, @Nullable UUID agent, long calls, long tokens, long failures, long rotations) {
        var key = agent == null ? new UUID(0, 0) : agent;
        database()
                .execute(
                        "INSERT INTO daily_aggregate VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        id,
                        LocalDate.parse(day),
                        key,
                        calls + tokens + failures + rotations,
                        calls,
                        tokens,
                        failures,
                        rotations);
        database().execute("INSERT INTO aggregated_day VALUES (?, ?) ON CONFLICT DO NOTHING", id, LocalDate.parse(day));
    }

    /** A late event came in for the day. */
    public void markStale(String day) {
        database().execute("INSERT INTO stale_day VALUES (?, ?, 1)", id, LocalDate.parse(day));
    }

    public void setTier(String tier) {
        database().execute("UPDATE tenant SET tier = ? WHERE id = ?", tier, id);
    }

    public static TestDatabase database() {
        return Infrastructure.database();
    }
}
