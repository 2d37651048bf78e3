package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tidemark.aggregation.daily.Flush.Sent;
import io.tidemark.rollups.roll.RollOutcome;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flushes and the job at the same time: no event is missing from a day, and none is counted twice. */
class LateFlushTest {

    private static final List<Sent> ONE = List.of(new Sent(Instant.parse("2026-04-10T12:00:00Z"), null, "request"));

    private Testbed bed;
    private UUID tenant;

    @BeforeEach
    void start() {
        bed = new Testbed();
        bed.partitions("2026-04-09", "2026-04-11");
        tenant = bed.tenant("UTC");
        bed.clock("2026-04-11T00:00:01Z");
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aFlushThatCommitsAfterItsDayWasMadeWaitsThenMarksItAndIsMadeUpFor() throws SQLException {
        bed.flush(tenant, ONE);
        try (var flush = bed.openFlush(tenant, ONE)) {
            bed.run();
            flush.commit();
        }

        assertThat(counted()).containsExactly(1L, 1L, 0L);
        bed.roll(tenant, 100);
        assertThat(counted()).containsExactly(1L, 0L, 1L);
        bed.run();
        assertThat(counted()).containsExactly(2L, 0L, 0L);
    }

    @Test
    void aFlushThatIsRolledBackIsNotCounted() throws SQLException {
        bed.flush(tenant, ONE);
        try (var flush = bed.openFlush(tenant, ONE)) {
            bed.run();
            flush.rollback();
        }
        bed.run();

        assertThat(counted()).containsExactly(1L, 0L, 0L);
    }

    @Test
    void theJobRollsUpWhatWaitsInSeveralSteps() {
        for (var n = 0; n < 9; n++) {
            bed.flush(tenant, ONE);
        }

        bed.run();

        assertThat(counted()).containsExactly(9L, 0L, 0L);
    }

    @ParameterizedTest
    @EnumSource(Pause.class)
    void aLateFlushWhileItsDayIsMadeWaitsAndARollerKeepsOut(Pause pause) {
        bed.flush(tenant, ONE);
        bed.run();
        bed.flush(tenant, ONE);

        bed.runPausedAt(pause, () -> {
            bed.flush(tenant, ONE);
            assertThat(bed.roll(tenant, 100)).isEqualTo(new RollOutcome.Busy());
        });

        assertThat(counted()).containsExactly(2L, 1L, 0L);
        bed.run();
        assertThat(counted()).containsExactly(3L, 0L, 0L);
    }

    /** What happens if a run's guard is lost and a second run works beside the first. */
    @Test
    void anOlderCountNeverReplacesANewerOne() {
        bed.flush(tenant, ONE);
        var second = new CompletableFuture<CompletableFuture<Tally>>();

        bed.runPausedAt(Pause.BEFORE_COMMIT, () -> {
            bed.flush(tenant, ONE);
            second.complete(bed.runInBackground());
            await().until(() -> bed.advisoryWaiters() == 2);
        });
        Testbed.get(second.join());

        assertThat(counted()).containsExactly(2L, 0L, 0L);
    }

    @Test
    void aFlushThatHangsHoldsNothingUp() throws SQLException {
        try (var hanging = bed.openFlush(tenant, ONE)) {
            bed.flush(tenant, ONE);

            bed.run();

            bed.flush(tenant, ONE);
            assertThat(counted()).containsExactly(1L, 1L, 0L);
            hanging.rollback();
        }
    }

    /** Events in days, events that wait, and stale marks. */
    private List<Long> counted() {
        return List.of(
                bed.database.number(
                        "SELECT coalesce(sum(n), 0) FROM rollup_day, unnest(events) AS n WHERE tenant_id = ? AND cube = 1",
                        tenant),
                bed.database.number("SELECT coalesce(sum(events), 0) FROM ingest_batch WHERE tenant_id = ?", tenant),
                bed.database.number("SELECT count(*) FROM stale_day WHERE tenant_id = ?", tenant));
    }
}
