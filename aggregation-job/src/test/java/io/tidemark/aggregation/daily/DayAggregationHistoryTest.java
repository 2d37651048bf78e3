package io.tidemark.aggregation.daily;

import java.sql.SQLException;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever happens in whatever order, every day is answered with what was committed, neither less nor more. */
class DayAggregationHistoryTest {

    private static Testbed bed;

    @BeforeContainer
    static void start() {
        bed = new Testbed();
        bed.partitions("2026-03-10", "2026-04-26");
    }

    @AfterContainer
    static void stop() {
        bed.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void everyDayIsAnsweredWithWhatWasCommitted(@ForAll("histories") History history) throws SQLException {
        new Replay(bed, history.zones()).replay(history.steps());
    }

    @Provide
    Arbitrary<History> histories() {
        return History.histories();
    }
}
