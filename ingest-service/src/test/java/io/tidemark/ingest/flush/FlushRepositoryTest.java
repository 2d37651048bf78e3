package io.tidemark.ingest.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.events.Event;
import io.tidemark.ingest.TestEvents;
import io.tidemark.ingest.agent.AgentSighting;
import io.tidemark.ingest.agent.KnownAgents;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.pgclient.PgBuilder;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The one statement, each of its parts, on a real PostgreSQL and with the rights of the service. */
class FlushRepositoryTest {

    private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private static final LocalDate TODAY = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static Vertx vertx;
    private static TestDatabase database;
    private static Pool pool;
    private static FlushRepository repository;

    private final UUID tenant = new Fixtures(database).tenant("pro", "UTC");

    @BeforeAll
    static void connect() {
        vertx = Vertx.vertx();
        database = PostgresServer.shared().createDatabase();
        TODAY.minusDays(3)
                .datesUntil(TODAY.plusDays(2))
                .forEach(day -> database.query("SELECT ensure_event_partition(?)", day));
        pool = PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(2))
                .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.login("tidemark_ingest"))
                        .setPassword(database.password())
                        .setCachePreparedStatements(true)
                        .setPreparedStatementCacheSqlFilter(sql -> true))
                .using(vertx)
                .build();
        repository = new FlushRepository(pool);
    }

    @AfterAll
    static void disconnect() {
        pool.closeAndAwait();
        vertx.closeAndAwait();
    }

    @Test
    void newEventsAreStoredAndKnownOnesAreNot() {
        store(flush(TestEvents.timed("a", NOW), TestEvents.timed("b", NOW)));

        var flush = flush(TestEvents.timed("b", NOW), TestEvents.timed("c", NOW));
        var inserted = store(flush);

        assertThat(flush.rows().stream().map(Flush.Row::key).filter(inserted))
                .extracting(Flush.Key::id)
                .containsExactly(TestEvents.timed("c", NOW).id());
        assertThat(count("event")).isEqualTo(3);
    }

    @Test
    void aRepetitionAsAWholeStoresNothingAndLeavesNoBatch() {
        var flush = flush(TestEvents.timed("a", NOW));
        store(flush);

        assertThat(store(flush).test(flush.rows().getFirst().key())).isFalse();
        assertThat(count("ingest_batch")).isOne();
    }

    @Test
    void aBatchRecordsWhatWasInsertedPerTenant() {
        var other = new Fixtures(database).tenant("pro", "UTC");
        store(flush(TestEvents.timed("known", NOW)));
        store(Flush.of(List.of(
                submission(
                        tenant,
                        TestEvents.timed("known", NOW),
                        TestEvents.timed("a", NOW.minusSeconds(9)),
                        TestEvents.timed("b", NOW)),
                submission(other, TestEvents.timed("a", NOW)))));

        assertThat(database.query(
                                "SELECT events, max_time - min_time AS span FROM ingest_batch WHERE tenant_id = ? ORDER BY batch_id",
                                tenant)
                        .toString())
                .contains("events=1")
                .contains("events=2")
                .contains("span=9");
        assertThat(database.number(
                        "SELECT count(*) FROM ingest_batch AS a JOIN ingest_batch AS b USING (batch_id) WHERE a.tenant_id = ? AND b.tenant_id = ?",
                        tenant,
                        other))
                .isOne();
        assertThat(database.number("""
                SELECT count(*) FROM event AS e JOIN ingest_batch AS b USING (tenant_id, batch_id) WHERE tenant_id = ?""", tenant)).isEqualTo(3);
    }

    @Test
    void aBatchSaysSinceWhenItWaits() {
        store(flush(TestEvents.timed("a", NOW.minus(3, ChronoUnit.DAYS))));

        assertThat(database.number(
                        "SELECT extract(epoch FROM clock_timestamp() - stored_at) FROM ingest_batch WHERE tenant_id = ?",
                        tenant))
                .isBetween(0L, 60L);
    }

    @Test
    void anIdWithoutTimeIsADuplicateOnTheNextDayToo() {
        store(flush(TestEvents.untimed("a", NOW.minus(1, ChronoUnit.DAYS))));

        var retry = flush(TestEvents.untimed("a", NOW));

        assertThat(store(retry).test(retry.rows().getFirst().key())).isFalse();
        assertThat(count("event")).isOne();
        assertThat(count("arrival_id")).isOne();
    }

    @Test
    void anIdWithATimeIsAnotherEventOnTheNextDay() {
        store(flush(TestEvents.timed("a", NOW.minus(1, ChronoUnit.DAYS))));
        store(flush(TestEvents.timed("a", NOW)));

        assertThat(count("event")).isEqualTo(2);
        assertThat(count("arrival_id")).isZero();
    }

    @Test
    void anIdThatCameWithATimeAndIsSentAgainWithoutIsADuplicateOfTheSameDay() {
        store(flush(TestEvents.timed("a", NOW)));
        store(flush(TestEvents.untimed("a", NOW)));

        assertThat(count("event")).isOne();
    }

    @Test
    void theNewestNameOfAnAgentWinsInWhateverOrderItArrives() {
        var agent = UUID.randomUUID();
        storeNamed(TestEvents.of(agent, null, NOW));
        storeNamed(TestEvents.of(agent, "Middle", NOW.plusSeconds(5)));
        storeNamed(TestEvents.of(agent, "Newest", NOW.plusSeconds(9)));
        storeNamed(TestEvents.of(agent, "Oldest", NOW.plusSeconds(1)));
        storeNamed(TestEvents.of(agent, "Newest", NOW.plusSeconds(20)));

        assertThat(database.query("SELECT name, version FROM agent WHERE tenant_id = ?", tenant))
                .containsExactly(Map.of("name", "Newest", "version", 3L));
    }

    @Test
    void ofEquallyNewNamesTheLaterWinsUnlessItsEventIsSentAgain() {
        var agent = UUID.randomUUID();
        var first = TestEvents.of(agent, "First", NOW);
        storeNamed(first);
        storeNamed(TestEvents.of(agent, "Second", NOW));
        storeNamed(first);

        assertThat(database.query("SELECT name, version FROM agent WHERE tenant_id = ?", tenant))
                .containsExactly(Map.of("name", "Second", "version", 2L));
    }

    @Test
    void whichOfTheEventsOfABodyIsLastIsNoMatterOfTheirIds() {
        var agent = UUID.randomUUID();
        var events = Stream.iterate(0, i -> i + 1)
                .limit(20)
                .map(i -> TestEvents.of(agent, "Name " + i, NOW))
                .toList();
        var sightings =
                new KnownAgents().distinct(flush(events.toArray(Event[]::new)).sightings());

        assertThat(sightings).extracting(AgentSighting::name).containsExactly("Name 19");
    }

    @Test
    void twoWritersWithTheSameEventsInOppositeOrderStoreEachOnce() {
        for (var round = 0; round < 10; round++) {
            var ids = IntStream.range(0, 500)
                    .mapToObj(i -> TestEvents.untimed(UUID.randomUUID().toString(), NOW))
                    .toList();
            var stored = Stream.of(ids, ids.reversed())
                    .map(events -> Flush.of(List.of(new Submission(tenant, events, 0, 0))))
                    .map(flush ->
                            repository.store(flush, List.of(), client -> null).subscribeAsCompletionStage())
                    .toList();
            stored.forEach(CompletableFuture::join);
        }
        assertThat(count("event")).isEqualTo(5000);
    }

    @Test
    void aDayWithoutPartitionIsASetbackOfItsOwn() {
        assertThatThrownBy(() -> store(flush(TestEvents.timed("a", NOW.minus(900, ChronoUnit.DAYS)))))
                .isInstanceOfSatisfying(
                        PgException.class, e -> assertThat(Setback.of(e)).isEqualTo(Setback.MISSING_PARTITION));
    }

    private void storeNamed(Event event) {
        var flush = flush(event);
        repository
                .store(flush, flush.sightings().toList(), client -> null)
                .await()
                .atMost(LIMIT);
    }

    private static Predicate<Flush.Key> store(Flush flush) {
        return repository.store(flush, List.of(), client -> null).await().atMost(LIMIT);
    }

    private Flush flush(Event... events) {
        return Flush.of(List.of(submission(tenant, events)));
    }

    private static Submission submission(UUID tenant, Event... events) {
        return new Submission(tenant, List.of(events), 0, 0);
    }

    private long count(String table) {
        return database.number("SELECT count(*) FROM " + table + " WHERE tenant_id = ?", tenant);
    }
}
