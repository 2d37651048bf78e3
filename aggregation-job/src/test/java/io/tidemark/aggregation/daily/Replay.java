package io.tidemark.aggregation.daily;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.aggregation.daily.Flush.Sent;
import io.tidemark.aggregation.daily.History.Batch;
import io.tidemark.aggregation.daily.History.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Lets a {@link History} happen, and remembers what was committed. */
final class Replay {

    private static final List<UUID> AGENTS = List.of(new UUID(1, 1), new UUID(2, 2));

    private final Testbed bed;
    private final List<UUID> tenants;
    private final List<OpenFlush> open = new ArrayList<>();
    private final Answers answers;
    private Instant now = Instant.parse("2026-03-28T12:00:00Z");

    private record OpenFlush(Connection connection, UUID tenant, List<Sent> events) {}

    Replay(Testbed bed, List<String> zones) {
        this.bed = bed;
        this.tenants = zones.stream().map(bed::tenant).toList();
        this.answers = new Answers(bed, tenants);
        bed.clock(now);
    }

    void replay(List<Step> steps) throws SQLException {
        for (var step : steps) {
            happen(step);
            answers.check(now);
        }
        finish();
        bed.database.execute("UPDATE tenant SET deleted_at = now() WHERE id IN (?, ?)", tenants.get(0), tenants.get(1));
    }

    private void happen(Step step) throws SQLException {
        switch (step) {
            case History.Pass(var time) -> pass(time);
            case History.Write(var batch) -> write(batch);
            case History.Open(var batch) -> {
                var events = events(batch);
                var tenant = tenants.get(batch.tenant());
                open.add(new OpenFlush(bed.openFlush(tenant, events), tenant, events));
            }
            case History.Close(var which, var commit) -> close(which, commit);
            case History.Run() -> run();
            case History.CrashingRun(var tenantDays) -> bed.runCrashingAfter(tenantDays);
            case History.DisturbedRun(var pause) -> bed.runPausedAt(pause, this::disturb);
            case History.Roll(var tenant, var events) -> bed.roll(tenants.get(tenant), events);
            case History.RunOfDay(var daysBack) -> runOfDay(daysBack);
        }
    }

    private void pass(Duration time) {
        now = now.plus(time);
        bed.clock(now);
    }

    private void write(Batch batch) {
        var events = events(batch);
        bed.flush(tenants.get(batch.tenant()), events);
        answers.committed(tenants.get(batch.tenant()), events);
    }

    private void disturb() {
        var everyDay = IntStream.range(0, 12)
                .mapToObj(days -> new History.Happening(days * 24 * 60, days % 3, "request"))
                .toList();
        write(new Batch(0, everyDay));
        write(new Batch(1, everyDay));
        tenants.forEach(tenant -> bed.roll(tenant, 3));
    }

    private void close(int which, boolean commit) throws SQLException {
        if (open.isEmpty()) {
            return;
        }
        var flush = open.remove(which % open.size());
        try (var connection = flush.connection()) {
            if (commit) {
                connection.commit();
                answers.committed(flush.tenant(), flush.events());
            } else {
                connection.rollback();
            }
        }
    }

    private void closeAll() throws SQLException {
        while (!open.isEmpty()) {
            close(0, true);
        }
    }

    private void run() {
        assertThat(bed.run().failures().toJson()).isEmpty();
    }

    private void runOfDay(int daysBack) {
        var day = tenants.stream()
                .map(tenant -> bed.calendar(tenant).dayOf(now))
                .min(LocalDate::compareTo)
                .orElseThrow()
                .minusDays(1L + daysBack);
        bed.run(new Selection.Exactly(new DayRange(day, day)));
    }

    /** In the end nothing is stale, and the tables are those that a first run would make. */
    private void finish() throws SQLException {
        closeAll();
        run();
        answers.check(now);
        for (var tenant : tenants) {
            var counts = bed.counts(tenant);
            var days = bed.aggregatedDays(tenant);
            for (var table : List.of("rollup_day", "aggregated_day", "stale_day")) {
                var forgotten = bed.database.execute("DELETE FROM " + table + " WHERE tenant_id = ?", tenant);
                assertThat(table.equals("stale_day") ? forgotten : 0).isZero();
            }
            run();
            assertThat(bed.counts(tenant)).isEqualTo(counts);
            assertThat(days).containsAll(bed.aggregatedDays(tenant));
        }
    }

    private List<Sent> events(Batch batch) {
        return batch.events().stream()
                .map(event -> new Sent(
                        now.minus(Duration.ofMinutes(event.minutesBack())), agent(event.agent()), event.type()))
                .toList();
    }

    private static @Nullable UUID agent(int number) {
        return number == 0 ? null : AGENTS.get(number - 1);
    }
}
