package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.Grain;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More cells of a bucket than fit into one row, or are fetched or written at a time. */
class ManyCellsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final LocalDate DAY = LocalDate.parse("2026-04-09");
    private static final int EVENTS = 6_000;

    private static RollupDatabase bed;
    private static Roller roller;
    private static DayMaker days;

    @BeforeAll
    static void start() {
        bed = new RollupDatabase();
        roller = new Roller(bed.pool("tidemark_ingest"), PATIENCE);
        days = new DayMaker(bed.pool("tidemark_job"), PATIENCE);
    }

    @AfterAll
    static void stop() {
        bed.close();
    }

    @Test
    void allAreCountedRolledMergedAndMadeIntoADay() {
        var home = bed.home("UTC");
        // Half of the users come again in the second step, and every one an hour later.
        var first = events(0, "2026-04-09T10:00:00Z");
        var second = events(EVENTS / 2, "2026-04-09T10:30:00Z");
        var third = events(0, "2026-04-09T11:00:00Z");
        for (var events : List.of(first, second, third)) {
            bed.flush(home, events);
            roller.roll(home, EVENTS).await().atMost(PATIENCE);
        }
        var all = Stream.of(first, second, third).flatMap(List::stream).toList();

        assertThat(bed.stored(home, Grain.HOUR)).isEqualTo(Recount.of(all, home, Grain.HOUR));

        var over = Instant.parse("2026-04-10T00:00:00Z");
        roller.merge(home, Grain.HOUR, Instant.EPOCH, over, over).await().atMost(PATIENCE);

        assertThat(bed.database.number(
                        "SELECT count(*) FROM rollup_hour WHERE tenant_id = ? AND cube = 15 AND level = 100",
                        home.tenant()))
                .isGreaterThan(2);
        assertThat(bed.stored(home, Grain.HOUR)).isEqualTo(Recount.of(all, home, Grain.HOUR));

        days.make(home, DAY).await().atMost(PATIENCE);

        assertThat(bed.stored(home, Grain.DAY)).isEqualTo(Recount.of(all, home, Grain.DAY));
    }

    private static List<Happening> events(int from, String time) {
        return IntStream.range(from, from + EVENTS)
                .mapToObj(i -> new Happening(Instant.parse(time), "request", columns(i)))
                .toList();
    }

    private static Map<String, Object> columns(int i) {
        var columns = new HashMap<String, Object>();
        columns.put("user_id", "user-" + i);
        columns.put("route", "/r/" + i % 7);
        columns.put("consumer", "c" + i % 500);
        columns.put("status", i % 50 == 0 ? 503 : 200);
        columns.put("bytes_in", (long) i);
        columns.put("duration_us", 1_000L + i * 37L);
        return columns;
    }
}
