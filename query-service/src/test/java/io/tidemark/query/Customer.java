package io.tidemark.query;

import static io.restassured.RestAssured.given;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.roll.Home;
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
        Fixtures.current().events(id, agent, type, Instant.parse(instant), count);
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
        var batch = database().number("SELECT nextval('ingest_batch_id')");
        database()
                .execute(
                        "INSERT INTO ingest_batch (tenant_id, batch_id, events, min_time, max_time) VALUES (?, ?, 1, ?, ?)",
                        id,
                        batch,
                        time.atOffset(ZoneOffset.UTC),
                        time.atOffset(ZoneOffset.UTC));
        var names = new ArrayList<>(List.of("tenant_id", "id", "\"time\"", "batch_id", "day"));
        var values = new ArrayList<Object>(List.of(id, event, time.atOffset(ZoneOffset.UTC), batch, day));
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
        try (var rollups = new Rollups(database())) {
            rollups.rollUp(home());
            rollups.makeDay(home(), LocalDate.parse(day));
        }
    }

    /** A day whose hours are gone or were never there: only the day is. */
    public void aggregated(String day, @Nullable UUID agent, long calls, long tokens, long failures, long rotations) {
        var bucket = new HomeCalendar(zone).startOf(LocalDate.parse(day)).atOffset(ZoneOffset.UTC);
        database().execute("""
                INSERT INTO rollup_day (tenant_id, bucket, cube, level, cells, type, agent_id, events)
                SELECT ?, ?, cube, 0, count(*), array_agg(type), CASE cube WHEN 5 THEN array_agg(?::uuid) END,
                       array_agg(events)
                  FROM (VALUES (1), (5)) AS cube (cube),
                       (VALUES ('request', ?::bigint),
                               ('token_issuance', ?),
                               ('token_failure', ?),
                               ('credential_rotation', ?)) AS cell (type, events)
                 WHERE events > 0
                 GROUP BY cube""", id, bucket, agent, calls, tokens, failures, rotations);
        database()
                .execute(
                        "INSERT INTO aggregated_day (tenant_id, day, bucket) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        id,
                        LocalDate.parse(day),
                        bucket);
    }

    /** A late event came in for the day, and was rolled up. */
    public void markStale(String day) {
        try (var rollups = new Rollups(database())) {
            rollups.rollUp(home());
        }
        database().execute("INSERT INTO stale_day VALUES (?, ?, 0)", id, LocalDate.parse(day));
    }

    private Home home() {
        return new Home(id, zone);
    }

    public void setTier(String tier) {
        database().execute("UPDATE tenant SET tier = ? WHERE id = ?", tier, id);
    }

    public static TestDatabase database() {
        return Infrastructure.database();
    }
}
