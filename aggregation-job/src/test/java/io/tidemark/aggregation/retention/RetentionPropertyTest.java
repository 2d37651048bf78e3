package io.tidemark.aggregation.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is under way when retention runs, no event goes that waits or that is yet to be committed. */
class RetentionPropertyTest {

    private static final int WRITERS = 3;

    private static RetentionBed bed;

    private final Map<Integer, Connection> open = new HashMap<>();
    private final Map<Integer, Stored> uncommitted = new HashMap<>();
    private final List<Stored> waiting = new ArrayList<>();

    private record Stored(UUID tenant, int daysAgo, int events) {}

    /** What a writer, or whoever else, does next. */
    record Step(Kind kind, int writer, boolean free, int daysAgo) {

        enum Kind {
            FLUSH,
            COMMIT,
            ROLL_BACK,
            ROLL,
            SWEEP
        }
    }

    @BeforeContainer
    static void start() {
        bed = new RetentionBed();
    }

    @AfterContainer
    static void stop() {
        bed.close();
    }

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void retentionRemovesNothingThatIsNotRolledUp(@ForAll("steps") List<Step> steps) throws SQLException {
        var free = bed.tenant("free");
        var pro = bed.tenant("pro");
        try {
            for (var step : steps) {
                apply(step, step.free() ? free : pro);
            }
            for (var writer = 0; writer < WRITERS; writer++) {
                commit(writer);
            }
            bed.sweep();
            checkAll(free, pro);
        } finally {
            for (var connection : open.values()) {
                connection.close();
            }
            open.clear();
            uncommitted.clear();
            waiting.clear();
            bed.roll();
            bed.database.execute("DELETE FROM tenant");
        }
    }

    private void apply(Step step, UUID tenant) throws SQLException {
        switch (step.kind()) {
            case FLUSH -> flush(step, tenant);
            case COMMIT -> commit(step.writer());
            case ROLL_BACK -> rollBack(step.writer());
            case ROLL -> {
                bed.database.execute("DELETE FROM ingest_batch WHERE tenant_id = ?", tenant);
                waiting.removeIf(stored -> stored.tenant().equals(tenant));
            }
            case SWEEP -> {
                bed.sweep();
                checkAll(tenant);
            }
        }
    }

    private void flush(Step step, UUID tenant) throws SQLException {
        if (uncommitted.containsKey(step.writer())) {
            return;
        }
        var connection = open.get(step.writer());
        if (connection == null) {
            connection = bed.database.connectAs("tidemark_ingest");
            connection.setAutoCommit(false);
            open.put(step.writer(), connection);
        }
        var stored = new Stored(tenant, step.daysAgo(), 5);
        bed.flush(connection, tenant, step.daysAgo(), stored.events());
        uncommitted.put(step.writer(), stored);
    }

    private void commit(int writer) throws SQLException {
        var stored = uncommitted.remove(writer);
        if (stored != null) {
            open.get(writer).commit();
            waiting.add(stored);
        }
    }

    private void rollBack(int writer) throws SQLException {
        if (uncommitted.remove(writer) != null) {
            open.get(writer).rollback();
        }
    }

    private void checkAll(UUID... tenants) {
        for (var tenant : tenants) {
            var expected = new HashMap<Integer, Long>();
            waiting.stream()
                    .filter(stored -> stored.tenant().equals(tenant))
                    .forEach(stored -> expected.merge(stored.daysAgo(), (long) stored.events(), Long::sum));
            expected.forEach((daysAgo, events) -> assertThat(
                            bed.database.number("""
                            SELECT count(*)
                              FROM event AS e
                              JOIN ingest_batch AS b USING (tenant_id, batch_id)
                             WHERE e.tenant_id = ?
                               AND e.day = ?""", tenant, RetentionBed.TODAY.minusDays(daysAgo)))
                    .as("events %d days ago", daysAgo)
                    .isEqualTo(events));
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        var kinds = Arbitraries.frequency(
                Tuple.of(4, Step.Kind.FLUSH),
                Tuple.of(3, Step.Kind.COMMIT),
                Tuple.of(1, Step.Kind.ROLL_BACK),
                Tuple.of(2, Step.Kind.ROLL),
                Tuple.of(3, Step.Kind.SWEEP));
        return Combinators.combine(
                        kinds,
                        Arbitraries.integers().between(0, WRITERS - 1),
                        Arbitraries.of(true, false),
                        Arbitraries.of(5, 20, 40, 41))
                .as(Step::new)
                .list()
                .ofMinSize(4)
                .ofMaxSize(20);
    }
}
