package io.tidemark.query.daily;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.HomeCalendar;
import io.tidemark.query.range.DateRange;
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
    void todayIsReadFromItsPartitionAndAllElseFromAggregates() {
        var statement = statement("UTC", Optional.empty(), "2026-03-31");

        assertThat(statement.sql()).isEqualTo("""
                WITH counts (day, agent_id, api_calls, credential_rotations) AS (
                SELECT day, agent_id, api_calls, credential_rotations
                  FROM daily_aggregate
                 WHERE tenant_id = $1
                   AND day BETWEEN $3 AND $4
                   AND day <> ALL ($5::date[])
                 UNION ALL
                SELECT $6::date, coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), \
                count(*) FILTER (WHERE type = 'request'), count(*) FILTER (WHERE type = 'credential_rotation')
                  FROM event
                 WHERE tenant_id = $1
                   AND day = $7
                 GROUP BY 1, agent_id
                )
                SELECT $2""");
        assertThat(statement.parameters()).startsWith(TENANT, "own").hasSize(7);
    }

    @Test
    void severalDaysElsewhereAreToldApartByTime() {
        var statement = statement("Asia/Kolkata", Optional.of(AGENT), "2026-03-30", "2026-03-31");

        assertThat(statement.sql()).endsWith("""
                SELECT ($7::date[])[width_bucket("time", $8::timestamptz[])], \
                coalesce(agent_id, '00000000-0000-0000-0000-000000000000'), \
                count(*) FILTER (WHERE type = 'request'), count(*) FILTER (WHERE type = 'credential_rotation')
                  FROM event
                 WHERE tenant_id = $1
                   AND day BETWEEN $9 AND $10
                   AND "time" >= $11
                   AND "time" < $12
                   AND agent_id = $13
                 GROUP BY 1, agent_id
                )
                SELECT $2""");
        assertThat(statement.parameters()).hasSize(13).endsWith(AGENT);
    }

    @Test
    void withoutAnAggregatedDayOnlyEventsAreRead() {
        var days = LocalDate.parse("2026-03-01")
                .datesUntil(LocalDate.parse("2026-04-01"))
                .map(LocalDate::toString)
                .toArray(String[]::new);

        assertThat(statement("UTC", Optional.empty(), days).sql()).doesNotContain("daily_aggregate");
    }

    @Test
    void withoutALiveDayOnlyAggregatesAreRead() {
        assertThat(statement("UTC", Optional.empty()).sql()).doesNotContain("event");
    }

    private static CountsStatement statement(String zone, Optional<UUID> agent, String... liveDays) {
        var select = new CountsSelect(
                Set.of(Metric.CREDENTIAL_ROTATIONS, Metric.API_CALLS), agent, "SELECT $2", List.of("own"));
        var days = new TreeSet<>(Arrays.stream(liveDays).map(LocalDate::parse).toList());
        var live = LiveSpan.covering(days, new HomeCalendar(ZoneId.of(zone)));
        var range = new DateRange(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
        return new CountsStatement(select, TENANT, range, live);
    }
}
