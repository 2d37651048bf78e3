package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Facts;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever plan PostgreSQL makes of the parameters, partitions of other times are not read. */
class PartitionsReadTest {

    /** A hundred batches of a hundred events. */
    private static final String FILL = """
            INSERT INTO event (tenant_id, id, "time", batch_id, day, type)
            SELECT ?, gen_random_uuid(), ?::date + interval '12 h', i / 100, ?::date, 'request'
              FROM generate_series(0, 9999) AS i""";

    private static RollupDatabase bed;

    @BeforeAll
    static void start() {
        bed = new RollupDatabase();
        LocalDate.parse("2026-02-20")
                .datesUntil(LocalDate.parse("2026-04-10"))
                .forEach(day -> bed.database.query("SELECT ensure_event_partition(?)", day));
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aStepReadsTheEventsOfItsDays(String planning) throws SQLException {
        var plan = explain(
                planning,
                "uuid, bigint[], date, date",
                Facts.OF_BATCHES,
                "'%s', '{1,2}', '2026-03-28', '2026-03-29'".formatted(UUID.randomUUID()));

        assertThat(partitions(plan, "event_\\d{8}")).containsExactlyInAnyOrder("event_20260328", "event_20260329");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aStepReadsTheEventsOfItsBatches(String planning) throws SQLException {
        var day = LocalDate.parse("2026-04-01");
        var tenant = bed.home("UTC").tenant();
        bed.database.execute("TRUNCATE event");
        bed.database.execute(FILL, tenant, day, day);
        bed.database.execute("ANALYZE event");
        var plan = explain(
                planning,
                "uuid, bigint[], date, date",
                Facts.OF_BATCHES,
                "'%s', '{7,8}', '%s', '%s'".formatted(tenant, day, day));

        assertThat(plan).contains("batch_id_idx").doesNotContain("pkey").doesNotContain("Seq Scan");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aDayIsMadeOfTheHoursOfItsMonths(String planning) throws SQLException {
        var plan = explain(
                planning,
                "uuid, smallint, timestamptz, timestamptz",
                DayCellRepository.hours(Cube.TOTAL),
                "'%s', 1, '2026-02-28T15:00:00Z', '2026-03-01T15:00:00Z'".formatted(UUID.randomUUID()));

        assertThat(partitions(plan, "rollup_hour_\\d{6}"))
                .containsExactlyInAnyOrder("rollup_hour_202602", "rollup_hour_202603");
    }

    @ParameterizedTest
    @ValueSource(strings = {"force_custom_plan", "force_generic_plan"})
    void aSmallDayIsMadeOfTheHoursOfItsMonths(String planning) throws SQLException {
        for (var statement : List.of(DayCellRepository.COUNT, DayCellRepository.FEW)) {
            var plan = explain(
                    planning,
                    "uuid, smallint[], timestamptz, timestamptz",
                    statement,
                    "'%s', '{1,2}', '2026-02-28T15:00:00Z', '2026-03-01T15:00:00Z'".formatted(UUID.randomUUID()));

            assertThat(partitions(plan, "rollup_hour_\\d{6}"))
                    .containsExactlyInAnyOrder("rollup_hour_202602", "rollup_hour_202603");
        }
    }

    private static List<String> partitions(String plan, String name) {
        return Pattern.compile(name)
                .matcher(plan)
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    private static String explain(String planning, String types, String sql, String values) throws SQLException {
        try (var connection = bed.database.connect();
                var statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = " + planning);
            statement.execute("PREPARE explained (" + types + ") AS " + sql);
            var plan = new StringBuilder();
            try (var rows = statement.executeQuery("EXPLAIN EXECUTE explained (" + values + ")")) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
