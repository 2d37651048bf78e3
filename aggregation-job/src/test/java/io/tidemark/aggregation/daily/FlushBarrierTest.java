package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tidemark.aggregation.daily.Flush.Sent;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Flushes and the job at the same time: no event is missing from a day that is answered from its aggregate. */
class FlushBarrierTest {

    private static final List<Sent> ONE = List.of(new Sent(Instant.parse("2026-04-10T12:00:00Z"), null, "request"));

    private Testbed bed;
    private UUID tenant;

    @BeforeEach
    void start() {
        bed = new Testbed(Duration.ofSeconds(3));
        bed.partitions("2026-04-09", "2026-04-11");
        tenant = bed.tenant("UTC");
        bed.clock("2026-04-10T23:59:59Z");
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void aFlushThatBeganOnTheDayIsAwaitedAndCounted() throws SQLException {
        bed.flush(tenant, ONE);
        try (var flush = bed.openFlush(tenant, ONE)) {
            bed.clock("2026-04-11T00:00:01Z");
            var run = bed.runInBackground();
            await().until(() -> bed.advisoryWaiters() == 1);
            assertThat(run).isNotDone();
            flush.commit();
            Testbed.get(run);
        }

        assertThat(staleMarks()).isZero();
        assertThat(aggregated()).isEqualTo(2);
    }

    @Test
    void aFlushThatIsRolledBackIsNotCounted() throws SQLException {
        bed.flush(tenant, ONE);
        try (var flush = bed.openFlush(tenant, ONE)) {
            bed.clock("2026-04-11T00:00:01Z");
            var run = bed.runInBackground();
            await().until(() -> bed.advisoryWaiters() == 1);
            flush.rollback();
            Testbed.get(run);
        }

        assertThat(aggregated()).isEqualTo(1);
    }

    @Test
    void aFlushThatBeganAfterTheDayIsMarkedAndMadeUpFor() throws SQLException {
        bed.flush(tenant, ONE);
        bed.clock("2026-04-11T00:00:01Z");
        bed.run();
        try (var flush = bed.openFlush(tenant, ONE)) {
            flush.commit();
        }

        assertThat(aggregated()).isEqualTo(1);
        assertThat(staleMarks()).isEqualTo(1);
        bed.run();
        assertThat(aggregated()).isEqualTo(2);
        assertThat(staleMarks()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Pause.class)
    void aLateFlushWhileItsDayIsMadeLeavesItsMark(Pause pause) {
        bed.flush(tenant, ONE);
        bed.clock("2026-04-11T00:00:01Z");
        bed.flush(tenant, ONE);

        bed.runPausedAt(pause, () -> bed.flush(tenant, ONE));

        assertThat(staleMarks()).isEqualTo(1);
        assertThat(aggregated()).isEqualTo(pause == Pause.BEFORE_COMMIT ? 2 : 3);
        bed.run();
        assertThat(staleMarks()).isZero();
        assertThat(aggregated()).isEqualTo(3);
    }

    /** What happens if a run's guard is lost and a second run works beside the first. */
    @Test
    void anOlderCountNeverReplacesANewerOne() {
        bed.flush(tenant, ONE);
        bed.clock("2026-04-11T00:00:01Z");
        var second = new CompletableFuture<CompletableFuture<Tally>>();

        bed.runPausedAt(Pause.BEFORE_COMMIT, () -> {
            bed.flush(tenant, ONE);
            second.complete(bed.runInBackground());
            await().until(() -> bed.advisoryWaiters() == 2);
        });
        Testbed.get(second.join());

        assertThat(aggregated()).isEqualTo(2);
        assertThat(staleMarks()).isZero();
    }

    @Test
    void aFlushThatHangsEndsTheRunAndNotIngestion() throws SQLException {
        try (var hanging = bed.openFlush(tenant, ONE)) {
            bed.clock("2026-04-11T00:00:01Z");

            assertThatThrownBy(bed::run).hasMessageContaining("a flush in progress did not end within");

            bed.flush(tenant, ONE);
            hanging.rollback();
        }
        assertThat(bed.aggregatedDays(tenant)).isEmpty();
        bed.run();
        assertThat(aggregated()).isEqualTo(1);
    }

    private long aggregated() {
        return bed.database.number("SELECT coalesce(sum(events), 0) FROM daily_aggregate WHERE tenant_id = ?", tenant);
    }

    private long staleMarks() {
        return bed.database.number("SELECT count(*) FROM stale_day WHERE tenant_id = ?", tenant);
    }
}
