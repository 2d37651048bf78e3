package io.tidemark.ingest.flush;

import io.tidemark.events.Event;
import io.tidemark.events.client.Client;
import io.tidemark.ingest.agent.AgentSighting;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What one statement stores: the distinct events of several submissions, in the one order in which all writers lock
 * rows. Writers that took the same ids in different orders would deadlock.
 */
final class Flush {

    /**
     * One event and the submission that gets the credit for it.
     *
     * @param arrival place among all events, in the order in which they arrived
     */
    record Row(Submission submission, Event event, int arrival) {

        UUID tenant() {
            return submission.tenant();
        }

        Key key() {
            return new Key(tenant(), event.day(), event.id());
        }

        private Optional<AgentSighting> sighting() {
            return Optional.ofNullable(event.agent()).map(agent -> new AgentSighting(tenant(), agent, event, arrival));
        }
    }

    /** What makes an event unique. */
    record Key(UUID tenant, LocalDate day, UUID id) {

        static Key of(AgentSighting sighting) {
            var event = sighting.event();
            return new Key(sighting.tenant(), event.day(), event.id());
        }
    }

    /** An id that was sent without a time, unique without regard to the day. */
    record Claim(UUID tenant, UUID id) {}

    /** Of the same event sent with and without time the former counts: it needs no claim. */
    private static final Comparator<Row> ORDER = Comparator.comparing((Row row) -> row.event.day())
            .thenComparing(Row::tenant)
            .thenComparing(row -> row.event.id())
            .thenComparing(row -> !row.event.timed());

    private final List<Submission> submissions;
    private final List<Row> rows;
    private final Set<Claim> claims;

    private Flush(List<Submission> submissions, List<Row> rows, Set<Claim> claims) {
        this.submissions = submissions;
        this.rows = rows;
        this.claims = claims;
    }

    static Flush of(List<Submission> submissions) {
        var sorted = new ArrayList<Row>();
        submissions.forEach(submission ->
                submission.events().forEach(event -> sorted.add(new Row(submission, event, sorted.size()))));
        sorted.sort(ORDER);
        var rows = new ArrayList<Row>(sorted.size());
        var claims = new HashSet<Claim>();
        for (var row : sorted) {
            var claimed = row.event.timed() || claims.add(new Claim(row.tenant(), row.event.id()));
            if (claimed && (rows.isEmpty() || !isSame(rows.getLast(), row))) {
                rows.add(row);
            }
        }
        return new Flush(submissions, rows, claims);
    }

    List<Submission> submissions() {
        return submissions;
    }

    /** Distinct, sorted by day, tenant and id. */
    List<Row> rows() {
        return rows;
    }

    /** Sorted by tenant and id. */
    List<Claim> claims() {
        return claims.stream()
                .sorted(Comparator.comparing(Claim::tenant).thenComparing(Claim::id))
                .toList();
    }

    Set<LocalDate> utcDays() {
        return rows.stream().map(row -> row.event.day()).collect(Collectors.toSet());
    }

    Set<Client> clients() {
        return rows.stream().map(row -> row.event.client()).collect(Collectors.toSet());
    }

    Stream<AgentSighting> sightings() {
        return rows.stream().flatMap(row -> row.sighting().stream());
    }

    /** Tells every submission how many of its events were new. */
    void settle(Predicate<Key> inserted) {
        var accepted = new IdentityHashMap<Submission, Integer>();
        for (var row : rows) {
            if (inserted.test(row.key())) {
                accepted.merge(row.submission, 1, Integer::sum);
            }
        }
        var answers = new Answers();
        for (var submission : submissions) {
            var count = accepted.getOrDefault(submission, 0);
            answers.add(
                    submission, new Outcome.Stored(count, submission.events().size() - count));
        }
        answers.send();
    }

    private static boolean isSame(Row one, Row other) {
        return one.event.id().equals(other.event.id())
                && one.event.day().equals(other.event.day())
                && one.tenant().equals(other.tenant());
    }
}
