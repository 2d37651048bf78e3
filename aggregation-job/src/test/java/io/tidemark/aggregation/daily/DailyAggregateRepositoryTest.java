package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyAggregateRepositoryTest {

    private static final Pattern PARTITION = Pattern.compile("event_\\d{8}");

    /** Whatever plan PostgreSQL makes of the parameters, other days' partitions are not read. */
    @ParameterizedTest
    @CsvSource({
        "UTC,           force_custom_plan,  event_20260329",
        "UTC,           force_generic_plan, event_20260329",
        "Europe/Berlin, force_custom_plan,  event_20260328 event_20260329",
        "Asia/Tokyo,    force_generic_plan, event_20260328 event_20260329"
    })
    void onlyThePartitionsOfTheDayAreRead(String zone, String planning, String partitions) throws SQLException {
        try (var bed = new Testbed();
                var connection = bed.database.connectAs("tidemark_job");
                var statement = connection.createStatement()) {
            bed.partitions("2026-03-20", "2026-04-10");
            var tenant = bed.tenant(zone);
            var day = DueDay.of(new HomeTenant(tenant, "t", bed.calendar(tenant)), LocalDate.parse("2026-03-29"));
            statement.execute("SET plan_cache_mode = " + planning);
            statement.execute("PREPARE recompute (uuid, date, date, date, timestamptz, timestamptz) AS "
                    + DailyAggregateRepository.RECOMPUTE);

            var plan = new StringBuilder();
            try (var rows = statement.executeQuery("EXPLAIN EXECUTE recompute ('%s', '%s', '%s', '%s', '%s', '%s')"
                    .formatted(tenant, day.day(), day.firstPartition(), day.lastPartition(), day.start(), day.end()))) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }

            assertThat(PARTITION.matcher(plan).results().map(MatchResult::group).distinct())
                    .containsExactlyInAnyOrderElementsOf(List.of(partitions.split(" ")));
        }
    }
}
