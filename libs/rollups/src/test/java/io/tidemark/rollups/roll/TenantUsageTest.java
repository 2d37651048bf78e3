package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the role of operators sees. */
class TenantUsageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static RollupDatabase bed;
    private static Roller roller;

    @BeforeAll
    static void start() {
        bed = new RollupDatabase();
        roller = new Roller(bed.pool("tidemark_ingest"), PATIENCE);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void everyHourOfEveryTenantIsCounted() throws SQLException {
        var homes = List.of(bed.home("UTC"), bed.home("UTC"));
        for (var home : homes) {
            // In two steps, so that the hour is in two rows.
            for (var seconds : List.of(0, 60)) {
                bed.flush(home, List.of(at("2026-04-10T12:00:00Z", seconds), at("2026-04-10T13:00:00Z", seconds)));
                roller.roll(home, 10).await().atMost(PATIENCE);
            }
        }

        assertThat(
                        read(
                                "SELECT tenant || ' ' || to_char(hour AT TIME ZONE 'UTC', 'HH24') || ' ' || events FROM tenant_usage"))
                .containsExactlyInAnyOrderElementsOf(homes.stream()
                        .flatMap(home -> Stream.of(slug(home) + " 12 2", slug(home) + " 13 2"))
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT route FROM rollup_hour",
                "SELECT * FROM event",
                "SELECT * FROM api_key",
                "SELECT events FROM rollup_minute",
                "UPDATE tenant SET tier = 'free'"
            })
    void nothingElseIsOpenToIt(String statement) {
        assertThatThrownBy(() -> read(statement)).hasMessageContaining("permission denied");
    }

    @Test
    void onlyTheCubeWithoutDimensionsIsSeen() throws SQLException {
        assertThat(read("SELECT count(*) FROM rollup_hour WHERE cube <> 1")).containsExactly("0");
    }

    private static Happening at(String hour, int seconds) {
        return new Happening(Instant.parse(hour).plusSeconds(seconds), "request", Map.of("status", 200));
    }

    private static String slug(Home home) {
        return String.valueOf(bed.database
                .query("SELECT slug FROM tenant WHERE id = ?", home.tenant())
                .getFirst()
                .get("slug"));
    }

    private static List<String> read(String sql) throws SQLException {
        var values = new ArrayList<String>();
        try (var connection = bed.database.connectAs("tidemark_operator");
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
