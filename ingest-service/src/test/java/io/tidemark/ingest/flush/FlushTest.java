package io.tidemark.ingest.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.events.Event;
import io.tidemark.ingest.TestEvents;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlushTest {

    private static final Instant BEFORE_MIDNIGHT = Instant.parse("2026-03-10T23:59:59.9Z");
    private static final Instant AFTER_MIDNIGHT = Instant.parse("2026-03-11T00:00:00.1Z");

    private final UUID acme = UUID.randomUUID();
    private final UUID globex = UUID.randomUUID();

    @Test
    void theSameIdOfOneTenantAndDayIsOneRow() {
        var one = submission(acme, timed("a"), timed("b"), timed("a"));
        var two = submission(acme, timed("b"), timed("c"));
        var flush = Flush.of(List.of(one, two));

        assertThat(flush.rows()).hasSize(3);
        flush.settle(key -> true);
        assertThat(one.outcome()).isCompletedWithValue(new Outcome.Stored(2, 1));
        assertThat(two.outcome()).isCompletedWithValue(new Outcome.Stored(1, 1));
    }

    @Test
    void whatTheDatabaseHeldAlreadyIsADuplicate() {
        var one = submission(acme, timed("a"), timed("b"));
        var flush = Flush.of(List.of(one));

        flush.settle(key -> key.id().equals(timed("b").id()));

        assertThat(one.outcome()).isCompletedWithValue(new Outcome.Stored(1, 1));
    }

    @Test
    void tenantsStayApart() {
        var one = submission(acme, timed("a"));
        var two = submission(globex, timed("a"));
        var flush = Flush.of(List.of(one, two));

        assertThat(flush.rows()).extracting(Flush.Row::tenant).containsExactlyInAnyOrder(acme, globex);
        flush.settle(key -> key.tenant().equals(globex));
        assertThat(one.outcome()).isCompletedWithValue(new Outcome.Stored(0, 1));
        assertThat(two.outcome()).isCompletedWithValue(new Outcome.Stored(1, 0));
    }

    @Test
    void theSameIdOnTwoDaysIsTwoEventsIfItCameWithTimes() {
        var flush = Flush.of(List.of(
                submission(acme, TestEvents.timed("a", BEFORE_MIDNIGHT), TestEvents.timed("a", AFTER_MIDNIGHT))));

        assertThat(flush.rows()).hasSize(2);
        assertThat(flush.claims()).isEmpty();
    }

    @Test
    void theSameIdOnTwoDaysIsOneEventIfItCameWithoutTime() {
        var flush = Flush.of(List.of(
                submission(acme, TestEvents.untimed("a", BEFORE_MIDNIGHT), TestEvents.untimed("a", AFTER_MIDNIGHT))));

        assertThat(flush.rows()).hasSize(1);
        assertThat(flush.claims()).hasSize(1);
    }

    @Test
    void ofOneIdWithAndWithoutTimeTheFormerIsStoredAndTheLatterStillClaims() {
        var untimed = TestEvents.untimed("a", AFTER_MIDNIGHT);
        var timed = TestEvents.timed("a", AFTER_MIDNIGHT.plusSeconds(5));
        var flush = Flush.of(List.of(submission(acme, untimed, timed)));

        assertThat(flush.rows()).extracting(Flush.Row::event).containsExactly(timed);
        assertThat(flush.claims()).extracting(Flush.Claim::id).containsExactly(untimed.id());
    }

    @Test
    void rowsHaveOneOrderWhateverTheOrderOfArrival() {
        var events = IntStream.range(0, 100)
                .mapToObj(i -> TestEvents.timed("e" + i, i % 2 == 0 ? BEFORE_MIDNIGHT : AFTER_MIDNIGHT))
                .toList();
        var forwards = Flush.of(List.of(new Submission(acme, events, 0, 0), new Submission(globex, events, 0, 0)));
        var backwards = Flush.of(List.of(
                new Submission(globex, events.reversed(), 0, 0), new Submission(acme, events.reversed(), 0, 0)));

        assertThat(keys(forwards)).isEqualTo(keys(backwards));
        assertThat(keys(forwards))
                .isSortedAccordingTo(Comparator.comparing(Flush.Key::day)
                        .thenComparing(Flush.Key::tenant)
                        .thenComparing(Flush.Key::id));
    }

    private static List<Flush.Key> keys(Flush flush) {
        return flush.rows().stream().map(Flush.Row::key).toList();
    }

    private static Event timed(String id) {
        return TestEvents.timed(id, AFTER_MIDNIGHT);
    }

    private static Submission submission(UUID tenant, Event... events) {
        return new Submission(tenant, List.of(events), 0, 0);
    }
}
