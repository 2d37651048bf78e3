package io.tidemark.aggregation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.roll.Home;
import io.tidemark.rollups.roll.Roller;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Flushes into days of which every tier keeps the hours but not the events, rolls and retention all at once: every event
 * ends up in the rollups, once.
 */
class RetentionRaceTest {

    private static final Duration LENGTH = Duration.ofSeconds(6);
    private static final int WITHIN_LONGER_TIERS = 15;
    private static final String ADDED_UP =
            "SELECT coalesce(sum(n), 0) FROM rollup_hour, unnest(events) AS n WHERE tenant_id = ? AND cube = 1";

    private final RetentionBed bed = new RetentionBed();

    @AfterEach
    void close() {
        bed.close();
    }

    @Test
    void noEventIsRemovedBeforeItIsRolledUp() {
        var tenants = List.of(bed.tenant("free"), bed.tenant("pro"));
        var roller = new Roller(bed.pool("tidemark_ingest"), Duration.ofSeconds(20));
        // Mutiny does not bear two first users at once.
        bed.sweep();
        var stopping = new AtomicBoolean();
        var sweeps = until(stopping, () -> (long) dropped(bed.sweep()));
        var rolls = until(stopping, () -> roll(roller, tenants));
        var writers = new ArrayList<CompletableFuture<Long>>();
        for (var tenant : tenants) {
            writers.add(write(tenant, 1));
            writers.add(write(tenant, 2));
        }

        var stored = writers.stream().mapToLong(CompletableFuture::join).sum();
        stopping.set(true);
        var dropped = sweeps.join();
        rolls.join();
        roll(roller, tenants);

        assertThat(bed.database.number("SELECT count(*) FROM ingest_batch")).isZero();
        var rolled = tenants.stream()
                .mapToLong(tenant -> bed.database.number(ADDED_UP, tenant))
                .sum();
        assertThat(rolled).isEqualTo(stored);
        assertThat(dropped).as("partitions dropped").isPositive();
        bed.sweep();
        assertThat(bed.count("event", tenants.getFirst())).isZero();
        assertThat(bed.database.number("SELECT count(*) FROM event WHERE day < ?", RetentionBed.TODAY.minusDays(31)))
                .isZero();
    }

    private static int dropped(Sweep sweep) {
        return sweep.toJson().getJsonArray("partitionsDropped").size();
    }

    private static long roll(Roller roller, List<UUID> tenants) {
        for (var tenant : tenants) {
            var home = new Home(tenant, ZoneId.of("Europe/Paris"));
            while (roller.roll(home, 50).await().atMost(Duration.ofSeconds(20)).more()) {
                Thread.onSpinWait();
            }
        }
        return 0;
    }

    private static CompletableFuture<Long> until(AtomicBoolean stopping, Supplier<Long> step) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var sum = 0L;
                    while (!stopping.get()) {
                        sum += step.get();
                    }
                    return sum;
                },
                Thread::startVirtualThread);
    }

    /** Stores events of old days, now and then slowly, and some of it never. Says how many were committed. */
    private CompletableFuture<Long> write(UUID tenant, int seed) {
        return CompletableFuture.supplyAsync(
                () -> {
                    var random = new Random(seed);
                    var end = System.nanoTime() + LENGTH.toNanos();
                    var stored = 0L;
                    try (var connection = bed.database.connectAs("tidemark_ingest")) {
                        connection.setAutoCommit(false);
                        while (System.nanoTime() < end) {
                            stored += store(connection, tenant, random);
                        }
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                    return stored;
                },
                Thread::startVirtualThread);
    }

    private int store(Connection connection, UUID tenant, Random random) throws SQLException {
        var events = 1 + random.nextInt(20);
        var daysAgo = random.nextInt(4) == 0 ? WITHIN_LONGER_TIERS : 33 + random.nextInt(6);
        try {
            bed.flush(connection, tenant, daysAgo, events);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(5) == 0 ? 60 : 0);
            if (random.nextInt(6) == 0) {
                connection.rollback();
                return 0;
            }
            connection.commit();
            return events;
        } catch (SQLException e) {
            // The partition was dropped since it was made: an ingesting service makes it again and tries again.
            assertThat(e.getSQLState()).isIn("23514", "40P01");
            connection.rollback();
            return 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
