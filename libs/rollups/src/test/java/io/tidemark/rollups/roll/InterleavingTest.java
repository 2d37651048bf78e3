package io.tidemark.rollups.roll;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tidemark.rollups.roll.Schedules.Actor;
import io.tidemark.rollups.roll.Schedules.Kind;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Transaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A flush of late events, a roller and the job that makes their day, statement by statement in every order: at every
 * point a reader counts exactly what is committed.
 */
class InterleavingTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final LocalDate DAY = LocalDate.parse("2026-04-09");
    private static final Instant NOON = Instant.parse("2026-04-09T12:00:00Z");

    /** As readers do: a clean day from its rollup, another from its hours, and in both cases what waits. */
    private static final String READ = """
            SELECT CASE WHEN EXISTS (SELECT FROM aggregated_day WHERE tenant_id = ? AND day = ?)
                         AND NOT EXISTS (SELECT FROM stale_day WHERE tenant_id = ? AND day = ?)
                        THEN (SELECT coalesce(sum(n), 0) FROM rollup_day, unnest(events) AS n
                               WHERE tenant_id = ? AND cube = 1 AND bucket = ?)
                        ELSE (SELECT coalesce(sum(n), 0) FROM rollup_hour, unnest(events) AS n
                               WHERE tenant_id = ? AND cube = 1 AND bucket >= ? AND bucket < ?)
                   END AS counted,
                   (SELECT coalesce(sum(n), 0) FROM rollup_minute, unnest(events) AS n WHERE tenant_id = ? AND cube = 1) AS minutes,
                   (SELECT count(*) FROM event
                     WHERE tenant_id = ?
                       AND batch_id IN (SELECT batch_id FROM ingest_batch WHERE tenant_id = ?)) AS waiting""";

    private static RollupDatabase bed;
    private static Pool ingest;
    private static Pool job;
    private static PreparedStatement reader;
    private static Connection writer;

    @BeforeAll
    static void start() throws SQLException {
        bed = new RollupDatabase();
        reader = bed.database.connect().prepareStatement(READ);
        writer = bed.database.connectAs("tidemark_ingest");
        writer.setAutoCommit(false);
        ingest = bed.pool("tidemark_ingest");
        job = bed.pool("tidemark_job");
    }

    @AfterAll
    static void stop() throws SQLException {
        reader.getConnection().close();
        writer.close();
        bed.close();
    }

    @ParameterizedTest
    @CsvSource({"true, true, 1", "false, true, 5", "true, false, 5"})
    void aReaderCountsWhatIsCommitted(boolean rollerCommits, boolean jobCommits, int every) throws SQLException {
        var schedules = Schedules.of(new Actor(Kind.FREE, 2), new Actor(Kind.IMPATIENT, 5), new Actor(Kind.PATIENT, 6));
        assertThat(schedules.size()).isEqualTo(336);
        for (var i = 0; i < schedules.size(); i += every) {
            // Of a play that failed.
            writer.rollback();
            new Play(rollerCommits, jobCommits).play(schedules.get(i));
        }
    }

    private static final class Play {

        private final Home home = bed.home("UTC");
        private final List<Deque<Runnable>> actors;
        private int committed = 3;

        Play(boolean rollerCommits, boolean jobCommits) {
            bed.flush(home, events(2));
            await(new Roller(ingest, PATIENCE).roll(home, 100));
            await(new DayMaker(job, PATIENCE).make(home, DAY));
            bed.flush(home, events(1));
            actors = List.of(flush(), roller(rollerCommits), job(jobCommits));
        }

        void play(List<Integer> schedule) {
            check(schedule);
            for (var actor : schedule) {
                actors.get(actor).remove().run();
                check(schedule);
            }
            await(new Roller(ingest, PATIENCE).roll(home, 100));
            check(schedule);
            await(new DayMaker(job, PATIENCE).make(home, DAY));
            check(schedule);
        }

        private void check(List<Integer> schedule) {
            var start = DAY.atStartOfDay().atOffset(ZoneOffset.UTC);
            var id = home.tenant();
            var parameters = List.of(id, DAY, id, DAY, id, start, id, start, start.plusDays(1), id, id, id);
            try {
                for (var i = 0; i < parameters.size(); i++) {
                    reader.setObject(i + 1, parameters.get(i));
                }
                try (var row = reader.executeQuery()) {
                    row.next();
                    var waiting = row.getLong("waiting");
                    assertThat(row.getLong("counted") + waiting)
                            .as("%s", schedule)
                            .isEqualTo(committed);
                    assertThat(row.getLong("minutes") + waiting)
                            .as("%s", schedule)
                            .isEqualTo(committed);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private Deque<Runnable> flush() {
            return steps(this::write, () -> {
                commit();
                committed += 3;
            });
        }

        private Deque<Runnable> roller(boolean commits) {
            var repository = new RollRepository();
            var lock = new TenantLock(PATIENCE);
            var tx = new Open(ingest);
            var steps = new ArrayDeque<Runnable>();
            var taken = new ArrayList<Waiting>();
            steps.add(() -> {
                if (!await(lock.tryTake(tx.begin(), home.tenant()))) {
                    tx.end(false);
                }
            });
            steps.add(() -> await(repository.take(tx.connection(), home, 100)).ifPresent(taken::add));
            steps.add(() -> taken.forEach(waiting -> await(repository.roll(tx.connection(), home, waiting))));
            steps.add(() -> taken.forEach(
                    waiting -> await(repository.markStale(tx.connection(), home, List.of(DAY), waiting.newest()))));
            steps.add(() -> tx.end(commits));
            return steps;
        }

        private Deque<Runnable> job(boolean commits) {
            var repository = new DayRepository();
            var lock = new TenantLock(PATIENCE);
            var tx = new Open(job);
            return steps(
                    () -> await(lock.take(tx.begin(), home.tenant())),
                    () -> await(repository.clearMarks(tx.connection(), home, DAY)),
                    () -> await(repository.delete(tx.connection(), home, DAY)),
                    () -> await(repository.insert(tx.connection(), home, DAY)),
                    () -> await(repository.finish(tx.connection(), home, DAY)),
                    () -> tx.end(commits));
        }

        private void write() {
            try {
                bed.flush(writer, home, events(3));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static void commit() {
            try {
                writer.commit();
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        private static Deque<Runnable> steps(Runnable... steps) {
            return new ArrayDeque<>(Arrays.asList(steps));
        }

        private static List<Happening> events(int count) {
            return Collections.nCopies(count, new Happening(NOON, "request", Map.of("status", 200)));
        }
    }

    /** A transaction that stays open between steps. */
    private static final class Open {

        private final Pool pool;
        private final List<SqlConnection> connections = new ArrayList<>();
        private final List<Transaction> transactions = new ArrayList<>();

        Open(Pool pool) {
            this.pool = pool;
        }

        SqlConnection begin() {
            connections.add(await(pool.getConnection()));
            transactions.add(await(connection().begin()));
            return connection();
        }

        SqlConnection connection() {
            return connections.getFirst();
        }

        void end(boolean commit) {
            var transaction = transactions.getFirst();
            await(commit ? transaction.commit() : transaction.rollback());
            await(connection().close());
        }
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(PATIENCE);
    }
}
