package io.tidemark.ingest.cardinality;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import io.tidemark.events.Event;
import io.tidemark.events.RawEvent;
import io.tidemark.ingest.TestEvents;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.platform.tier.OpenDimension;
import io.tidemark.platform.tier.TierConfig;
import io.tidemark.testing.Fixtures;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Replicas that share nothing but the database. */
class CardinalityTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Instant NOW = Instant.now();
    private static final int CAP = 5;

    private static IngestDatabase database;

    private final Tenant tenant = tenant();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicInteger statements = new AtomicInteger();

    @BeforeContainer
    static void connect() {
        database = new IngestDatabase(4);
    }

    @AfterContainer
    static void disconnect() {
        database.close();
    }

    /** One request of a stream: who takes it, and its consumers and paths. */
    record Request(int replica, List<Integer> consumers, List<Integer> paths) {}

    @Property(tries = 60)
    void whateverTheStreamWhatIsStoredIsAdmittedOrFoldedAndNoEventIsLost(@ForAll("streams") List<Request> stream) {
        var owner = tenant();
        var replicas = List.of(replica(Map.of()), replica(Map.of()));
        var stored = new ArrayList<Event>();
        for (var pair : pairs(stream)) {
            var answers = pair.stream()
                    .map(request -> admit(replicas.get(request.replica), owner, events(request)))
                    .toList();
            answers.forEach(answer -> stored.addAll(answer.join()));
        }
        var consumers = values(owner, OpenDimension.CONSUMER);
        var paths = values(owner, OpenDimension.PATH);

        assertThat(consumers).hasSizeLessThanOrEqualTo(CAP);
        assertThat(paths).hasSizeLessThanOrEqualTo(CAP);
        assertThat(stored)
                .hasSize(stream.stream().mapToInt(r -> r.consumers.size()).sum());
        assertThat(stored).allSatisfy(event -> {
            assertThat(event.caller().consumer()).isIn(with(consumers, Event.OTHER));
            assertThat(event.endpoint().path()).startsWith("/");
            assertThat(event.endpoint().pathFolded())
                    .isEqualTo(!paths.contains(event.endpoint().path()));
        });
    }

    @Provide
    Arbitrary<List<Request>> streams() {
        var numbers = Arbitraries.integers().between(0, 9);
        return Combinators.combine(
                        Arbitraries.of(0, 1),
                        numbers.list().ofSize(4),
                        numbers.list().ofSize(4))
                .as(Request::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Example
    void whatOneReplicaAdmitsTheOtherAdmitsToo() {
        var one = replica(Map.of());
        var other = replica(Map.of());
        consumers(other, 0, 3);
        consumers(one, 2, 9);

        assertThat(consumers(other, 0, 9)).isEqualTo(consumers(one, 0, 9)).hasSize(CAP + 1);
    }

    @Example
    void aFullDimensionCostsNoStatement() {
        var replica = replica(Map.of());
        consumers(replica, 0, 9);
        var before = statements.get();

        for (var i = 0; i < 20; i++) {
            var admission = replica.admit(tenant, events(100 * i, 100 * i + 100, (raw, n) -> raw.consumer = "c" + n));
            assertThat(admission).isInstanceOf(Admission.Settled.class);
        }

        assertThat(statements).hasValue(before);
        assertThat(folded("consumer")).isEqualTo(4 + 20 * 100 - 5);
    }

    @Example
    void aNewReplicaAdmitsInAFullDimensionWhatIsAdmitted() {
        consumers(replica(Map.of()), 0, 9);

        assertThat(consumers(replica(Map.of()), 50, 51)).containsExactly(Event.OTHER);
        var late = replica(Map.of());
        consumers(late, 50, 51);
        assertThat(consumers(late, 0, 9)).hasSize(CAP + 1);
    }

    @Example
    void afterValuesWereFreedOthersAreAdmittedInTheirPlace() {
        var replica = replica(Map.of("tidemark.ingest.cardinality.recheck", "0s"));
        consumers(replica, 0, 9);
        database.superuser()
                .execute(
                        "UPDATE dimension_value SET last_seen = last_seen - 9 WHERE tenant_id = ? AND value IN ('c0', 'c1')",
                        tenant.id());
        database.superuser().query("SELECT free_dimension_values(?, current_date, 100)", tenant.id());

        // The first asks, in the background.
        org.awaitility.Awaitility.await()
                .until(() -> !consumers(replica, 20, 21).contains(Event.OTHER));
        assertThat(values(tenant, OpenDimension.CONSUMER)).contains("c20").hasSizeLessThanOrEqualTo(CAP);
    }

    @Example
    void everyDimensionIsFoldedWhereItIsStored() {
        var replica = replica(Map.of());
        await(replica, events(0, 50, CardinalityTest::fillIn));

        var stored = await(replica, events(100, 101, CardinalityTest::fillIn)).getFirst();

        assertThat(stored.type()).isEqualTo(":other");
        assertThat(stored.endpoint().api()).isEqualTo(":other");
        assertThat(stored.endpoint().route()).isEqualTo(":other");
        assertThat(stored.endpoint().path()).isEqualTo("/p100");
        assertThat(stored.endpoint().pathFolded()).isTrue();
        assertThat(stored.endpoint().method()).isEqualTo(":other");
        assertThat(stored.endpoint().protocol()).isEqualTo(":other");
        assertThat(stored.endpoint().domain()).isEqualTo(":other");
        assertThat(stored.endpoint().environment()).isEqualTo(":other");
        assertThat(stored.endpoint().groups()).isEqualTo(":other");
        assertThat(stored.caller().consumer()).isEqualTo(":other");
        assertThat(stored.caller().user()).isEqualTo(":other");
        assertThat(stored.client().browser()).isEqualTo(":other");
        assertThat(stored.client().clientClass()).hasToString("BOT");
        assertThat(stored.referrer().domain()).isEqualTo(":other");
        assertThat(stored.failure()).extracting("type", "message", "category").containsExactly(":other", "m", ":other");
        for (var dimension : OpenDimension.values()) {
            assertThat(values(tenant, dimension)).as(dimension.code()).hasSize(CAP);
            assertThat(folded(dimension.code())).as(dimension.code()).isPositive();
        }
        assertThat(folded("method")).isPositive();
    }

    @Example
    void whatEverySenderHasCountsForNothing() {
        var replica = replica(Map.of());
        await(replica, events(0, 20, (raw, n) -> {
            raw.type = List.of("request", "token_issuance", "token_failure", "credential_rotation")
                    .get(n % 4);
            raw.consumer = Event.OTHER;
        }));

        assertThat(values(tenant, OpenDimension.TYPE)).isEmpty();
        assertThat(values(tenant, OpenDimension.CONSUMER)).isEmpty();
    }

    @Example
    void aValueTooLongForTheIndexIsNotAdmitted() {
        var replica = replica(Map.of());
        var longest = "/" + "é".repeat(1023);

        var stored = await(replica, events(0, 2, (raw, n) -> raw.path = n == 0 ? longest + "xx" : longest));

        assertThat(stored).extracting(event -> event.endpoint().pathFolded()).containsExactly(true, false);
    }

    private static void fillIn(RawEvent raw, int n) {
        raw.type = "own" + n;
        raw.api = "api" + n;
        raw.route = "/r" + n;
        raw.path = "/p" + n;
        raw.method = "x" + (char) ('a' + n % 26);
        raw.protocol = "p" + n;
        raw.domain = "d" + n;
        raw.environment = "e" + n;
        raw.groups = List.of("g" + n, "a");
        raw.consumer = "c" + n;
        raw.user = "u" + n;
        raw.userAgent = "x" + (char) ('a' + n / 26) + (char) ('a' + n % 26) + "bot/1.0";
        raw.referrer = "https://r" + n + ".example";
        raw.error = true;
        raw.errorType = "t" + n;
        raw.errorMessage = "m";
        raw.errorCategory = "k" + n;
    }

    private static List<List<Request>> pairs(List<Request> stream) {
        return IntStream.range(0, (stream.size() + 1) / 2)
                .mapToObj(i -> stream.subList(2 * i, Math.min(2 * i + 2, stream.size())))
                .toList();
    }

    private static List<Event> events(Request request) {
        return events(0, request.consumers.size(), (raw, n) -> {
            raw.consumer = "c" + request.consumers.get(n);
            raw.path = "/p" + request.paths.get(n);
        });
    }

    private static List<Event> events(int from, int to, BiConsumer<RawEvent, Integer> fields) {
        return IntStream.range(from, to)
                .mapToObj(n -> TestEvents.event("e" + n, NOW, raw -> fields.accept(raw, n)))
                .toList();
    }

    private Set<String> consumers(Cardinality replica, int from, int to) {
        return await(replica, events(from, to, (raw, n) -> raw.consumer = "c" + n)).stream()
                .map(event -> String.valueOf(event.caller().consumer()))
                .collect(Collectors.toSet());
    }

    private List<Event> await(Cardinality replica, List<Event> events) {
        return admit(replica, tenant, events).join();
    }

    private static CompletableFuture<List<Event>> admit(Cardinality replica, Tenant owner, List<Event> events) {
        return switch (replica.admit(owner, events)) {
            case Admission.Settled(var stored) -> CompletableFuture.completedFuture(stored);
            case Admission.Pending(var stored) -> stored.subscribeAsCompletionStage();
        };
    }

    private static Set<String> values(Tenant owner, OpenDimension dimension) {
        return database
                .superuser()
                .query(
                        "SELECT value FROM dimension_value WHERE tenant_id = ? AND dimension = ?",
                        owner.id(),
                        dimension.code())
                .stream()
                .map(row -> String.valueOf(row.get("value")))
                .collect(Collectors.toSet());
    }

    private static Set<String> with(Set<String> values, String more) {
        var all = new HashSet<>(values);
        all.add(more);
        return all;
    }

    private double folded(String dimension) {
        return registry.counter("tidemark.ingest.folded.values", "dimension", dimension)
                .count();
    }

    private static Tenant tenant() {
        var id = new Fixtures(database.superuser()).tenant("pro", "UTC");
        return new Tenant(id, "t", "T", Tier.PRO, ZoneOffset.UTC);
    }

    private Cardinality replica(Map<String, String> settings) {
        var config = config(settings);
        return new Cardinality(
                config.getConfigMapping(CardinalityConfig.class),
                config.getConfigMapping(TierConfig.class),
                new CountingRepository(),
                new FoldedValues(registry));
    }

    private final class CountingRepository extends DimensionRepository {

        CountingRepository() {
            super(database.pool());
        }

        @Override
        Uni<List<Admitted>> admit(UUID owner, List<Value> values, ToIntFunction<OpenDimension> caps) {
            statements.incrementAndGet();
            return super.admit(owner, values, caps);
        }

        @Override
        Uni<Admitted> get(UUID owner, OpenDimension dimension) {
            statements.incrementAndGet();
            return super.get(owner, dimension);
        }
    }

    private static SmallRyeConfig config(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        for (var dimension : OpenDimension.values()) {
            all.put("tidemark.tiers.pro.caps." + dimension.code().replace('_', '-'), Integer.toString(CAP));
        }
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(all, "test", 1000))
                .withMapping(CardinalityConfig.class)
                .withMapping(TierConfig.class)
                .build();
    }
}
