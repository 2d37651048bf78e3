package io.tidemark.query.daily;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.HomeCalendar;
import io.tidemark.query.range.DateRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CountsStatementTest {

    private static final UUID TENANT = UUID.randomUUID();
    private static final UUID AGENT = UUID.randomUUID();

    @Test
    void completeDaysAreReadAsDaysOthersFromHoursAndWhatWaitsFromEvents() {
        var statement = statement("UTC", Optional.empty(), List.of(8L, 7L, 9L), "2026-03-31");

        assertThat(statement.sql()).isEqualTo("""
                WITH counts (day, agent_id, api_calls, credential_rotations) AS (
                SELECT day, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), \
                coalesce(sum(events) FILTER (WHERE type = 'request'), 0)::bigint, \
                coalesce(sum(events) FILTER (WHERE type = 'credential_rotation'), 0)::bigint
                  FROM (
                SELECT ($3::date[])[width_bucket(bucket, $4::timestamptz[])] AS day, unnest(type) AS type, \
                unnest(agent_id) AS agent_id, unnest(events) AS events
                  FROM rollup_day
                 WHERE tenant_id = $1
                   AND cube = 5
                   AND bucket = ANY ($5::timestamptz[])
                 UNION ALL
                SELECT $6::date AS day, unnest(type) AS type, unnest(agent_id) AS agent_id, unnest(events) AS events
                  FROM rollup_hour
                 WHERE tenant_id = $1
                   AND cube = 5
                   AND bucket >= $7
                   AND bucket < $8
                 UNION ALL
                SELECT ($9::date[])[width_bucket("time", $10::timestamptz[])] AS day, type, agent_id, 1 AS events
                  FROM event
                 WHERE tenant_id = $1
                   AND batch_id = ANY ($11::bigint[]) AND batch_id BETWEEN $12 AND $13
                   AND day BETWEEN $14 AND $15
                   AND "time" >= $16
                   AND "time" < $17
                ) AS cell
                 GROUP BY 1, 2)
                SELECT $2""");
        assertThat(statement.parameters())
                .startsWith(TENANT, "own")
                .contains(7L, 9L)
                .hasSize(17);
    }

    @Test
    void oneAgentIsLookedForInAllOfThem() {
        var statement = statement("Asia/Kolkata", Optional.of(AGENT), List.of(), "2026-03-30", "2026-03-31");

        assertThat(statement.sql()).endsWith("""
                  FROM rollup_hour
                 WHERE tenant_id = $1
                   AND cube = 5
                   AND bucket >= $8
                   AND bucket < $9
                ) AS cell
                 WHERE agent_id = $10
                 GROUP BY 1, 2)
                SELECT $2""");
        assertThat(statement.parameters()).hasSize(10).endsWith(AGENT);
    }

    @Test
    void totalsComeFromTheSmallestCubeAndAgentsNeedNoDays() {
        var select = CountsSelect.ofAll(Set.of(Metric.API_CALLS), "SELECT");

        assertThat(statement(select, "UTC", List.of(7L)).sql()).isEqualTo("""
                WITH totals (day, api_calls) AS (
                SELECT day, coalesce(sum(events) FILTER (WHERE type = 'request'), 0)::bigint
                  FROM (
                SELECT ($2::date[])[width_bucket(bucket, $3::timestamptz[])] AS day, unnest(type) AS type, \
                unnest(events) AS events
                  FROM rollup_day
                 WHERE tenant_id = $1
                   AND cube = 1
                   AND bucket = ANY ($4::timestamptz[])
                 UNION ALL
                SELECT ($5::date[])[width_bucket("time", $6::timestamptz[])] AS day, type, 1 AS events
                  FROM event
                 WHERE tenant_id = $1
                   AND batch_id = ANY ($7::bigint[]) AND batch_id BETWEEN $8 AND $9
                   AND day BETWEEN $10 AND $11
                   AND "time" >= $12
                   AND "time" < $13
                ) AS cell
                 GROUP BY 1), agents (agent_id) AS (
                SELECT DISTINCT agent_id
                  FROM (
                SELECT unnest(agent_id) AS agent_id
                  FROM rollup_day
                 WHERE tenant_id = $1
                   AND cube = 5
                   AND bucket = ANY ($14::timestamptz[])
                 UNION ALL
                SELECT agent_id
                  FROM event
                 WHERE tenant_id = $1
                   AND batch_id = ANY ($15::bigint[]) AND batch_id BETWEEN $16 AND $17
                   AND day BETWEEN $18 AND $19
                   AND "time" >= $20
                   AND "time" < $21
                ) AS cell
                 WHERE agent_id IS NOT NULL)
                SELECT""");
    }

    @Test
    void whatHasNothingToSayIsNotRead() {
        var days = LocalDate.parse("2026-03-01")
                .datesUntil(LocalDate.parse("2026-04-01"))
                .map(LocalDate::toString)
                .toArray(String[]::new);

        assertThat(statement("UTC", Optional.empty(), List.of(), days).sql())
                .contains("rollup_hour")
                .doesNotContain("rollup_day", "FROM event");
        assertThat(statement("UTC", Optional.empty(), List.of()).sql())
                .contains("rollup_day")
                .doesNotContain("rollup_hour", "FROM event");
    }

    private static CountsStatement statement(
            String zone, Optional<UUID> agent, List<Long> waiting, String... otherDays) {
        var select = CountsSelect.ofAgents(
                Set.of(Metric.CREDENTIAL_ROTATIONS, Metric.API_CALLS), agent, "SELECT $2", List.of("own"));
        return statement(select, zone, waiting, otherDays);
    }

    private static CountsStatement statement(
            CountsSelect select, String zone, List<Long> waiting, String... otherDays) {
        var range = new DateRange(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
        var days = new TreeSet<>(range.days());
        Arrays.stream(otherDays).map(LocalDate::parse).forEach(days::remove);
        return new CountsStatement(
                select,
                TENANT,
                Optional.empty(),
                range,
                new HomeCalendar(ZoneId.of(zone)),
                new Rolled(days, Instant.EPOCH, waiting));
    }
}
