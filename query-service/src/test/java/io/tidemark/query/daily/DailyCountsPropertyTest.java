package io.tidemark.query.daily;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.tidemark.events.HomeCalendar;
import io.tidemark.platform.limit.QueryDatabase;
import io.tidemark.platform.tenancy.DatabaseConfig;
import io.tidemark.platform.tenancy.PrimarySource;
import io.tidemark.platform.tenancy.Tenant;
import io.tidemark.platform.tenancy.TenantDatabase;
import io.tidemark.platform.tenancy.Tier;
import io.tidemark.query.Rollups;
import io.tidemark.query.cache.Inquiry;
import io.tidemark.query.range.DateRange;
import io.tidemark.rollups.roll.Home;
import io.tidemark.testing.Fixtures;
import io.tidemark.testing.PostgresServer;
import io.tidemark.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is rolled up, made a day or late, the counts are those of the raw events. */
class DailyCountsPropertyTest {

    private static final int DAYS = 7;
    private static final List<String> TYPES =
            List.of("request", "token_issuance", "token_failure", "credential_rotation", "own.kind");
    private static final List<UUID> AGENTS =
            List.of(CountsSelect.NO_AGENT, new UUID(1, 1), new UUID(1, 2), new UUID(1, 3));
    private static final String ALL = """
            SELECT day, agent_id, api_calls, token_issuances, token_failures, credential_rotations
              FROM counts
            """;

    private static final String TOTALS = """
            SELECT day, api_calls, token_issuances, token_failures, credential_rotations
              FROM totals
            """;
    private static final Set<Metric> METRICS = EnumSet.allOf(Metric.class);

    private static TestDatabase database;
    private static Vertx vertx;
    private static DailyCountsRepository repository;
    private static Rollups rollups;

    @BeforeContainer
    static void connect() {
        database = PostgresServer.shared().createDatabase();
        vertx = Vertx.vertx();
        var pool = PgBuilder.pool()
                .connectingTo(PgConnectOptions.fromUri(database.reactiveUrl())
                        .setUser(database.login("tidemark_query"))
                        .setPassword(database.password()))
                .using(vertx)
                .build();
        rollups = new Rollups(database);
        var unlimited = new QueryDatabase.Allowance(0, Duration.ofSeconds(20));
        repository = new DailyCountsRepository(new QueryDatabase(
                new TenantDatabase(Pool.newInstance(pool), new PrimarySource(), new Patient()),
                tenant -> Uni.createFrom().item(unlimited),
                Duration.ofSeconds(20)));
    }

    @AfterContainer
    static void disconnect() {
        rollups.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void countsAreThoseOfTheRawEvents(@ForAll("worlds") World world) {
        var tenant = world.store();

        assertThat(counts(tenant, world.range(), Optional.empty())).isEqualTo(world.counts(AGENTS));
        assertThat(counts(tenant, world.range(), Optional.of(AGENTS.get(1))))
                .isEqualTo(world.counts(List.of(AGENTS.get(1))));
        assertThat(read(
                        tenant,
                        world.range(),
                        CountsSelect.ofAll(METRICS, TOTALS),
                        row -> Map.entry(row.getLocalDate("day"), figures(row))))
                .containsExactlyInAnyOrderElementsOf(world.totals().entrySet());
        assertThat(read(
                        tenant,
                        world.range(),
                        CountsSelect.ofAll(METRICS, "SELECT agent_id FROM agents"),
                        row -> row.getUUID("agent_id")))
                .containsExactlyInAnyOrderElementsOf(world.activeAgents());
    }

    @Provide
    Arbitrary<World> worlds() {
        var zone = Arbitraries.of(
                        "UTC",
                        "Europe/Paris",
                        "America/New_York",
                        "America/St_Johns",
                        "Asia/Kolkata",
                        "Australia/Lord_Howe",
                        "Pacific/Apia",
                        "Pacific/Kiritimati")
                .map(ZoneId::of);
        // Weeks in which some of the zones put their clocks forward or back, or skipped a day.
        var first = Arbitraries.of("2026-03-06", "2026-03-27", "2026-04-03", "2026-10-23", "2026-10-30", "2011-12-28")
                .map(LocalDate::parse);
        var days = Arbitraries.integers().between(0, DAYS - 1).set();
        return Combinators.combine(
                        zone,
                        first,
                        happenings().list().ofMaxSize(60),
                        days,
                        Arbitraries.integers().between(-DAYS * 24, DAYS * 24),
                        Arbitraries.integers().between(0, 40))
                .as(World::new);
    }

    /** Moments within the range or close to it, often at the very edge of a day. */
    private static Arbitrary<Happening> happenings() {
        var micros = Arbitraries.oneOf(
                Arbitraries.of(0L, 1L, -1L),
                Arbitraries.longs().between(0, Duration.ofDays(1).toNanos() / 1000 - 1));
        return Combinators.combine(
                        Arbitraries.integers().between(-1, DAYS), micros, Arbitraries.of(AGENTS), Arbitraries.of(TYPES))
                .as(Happening::new);
    }

    private static Map<Key, List<Long>> counts(Tenant tenant, DateRange range, Optional<UUID> agent) {
        var select = CountsSelect.ofAgents(METRICS, agent, ALL, List.of());
        return read(
                        tenant,
                        range,
                        select,
                        row -> Map.entry(new Key(row.getLocalDate("day"), row.getUUID("agent_id")), figures(row)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static <T> List<T> read(Tenant tenant, DateRange range, CountsSelect select, Function<Row, T> mapping) {
        var inquiry = new Inquiry(tenant, Optional.empty(), Map.of(), Map.of(), Instant.EPOCH, 0, false, List.of());
        return repository.read(inquiry, range, select, mapping).await().atMost(Duration.ofSeconds(20));
    }

    private static List<Long> sum(List<Long> a, List<Long> b) {
        return IntStream.range(0, a.size()).mapToObj(i -> a.get(i) + b.get(i)).toList();
    }

    private static List<Long> figures(Row row) {
        return List.of(
                row.getLong("api_calls"),
                row.getLong("token_issuances"),
                row.getLong("token_failures"),
                row.getLong("credential_rotations"));
    }

    record Key(LocalDate day, UUID agent) {}

    record Happening(int day, long micros, UUID agent, String type) {

        Instant time(HomeCalendar calendar, LocalDate first) {
            return calendar.startOf(first.plusDays(day)).plus(micros, ChronoUnit.MICROS);
        }
    }

    /** @param released how many hours after the first day begins those begin that are kept */
    record World(ZoneId zone, LocalDate first, List<Happening> events, Set<Integer> made, int released, int step) {

        DateRange range() {
            return new DateRange(first, first.plusDays(DAYS - 1));
        }

        /** The oracle: looks at each event, and at nothing else. */
        Map<Key, List<Long>> counts(List<UUID> agents) {
            var calendar = new HomeCalendar(zone);
            var counts = new HashMap<Key, List<Long>>();
            for (var event : events) {
                var day = calendar.dayOf(event.time(calendar, first));
                if (range().days().contains(day) && agents.contains(event.agent())) {
                    counts.merge(
                            new Key(day, event.agent()),
                            IntStream.range(0, 4)
                                    .mapToObj(i -> TYPES.get(i).equals(event.type()) ? 1L : 0L)
                                    .toList(),
                            DailyCountsPropertyTest::sum);
                }
            }
            return counts;
        }

        Map<LocalDate, List<Long>> totals() {
            return counts(AGENTS).entrySet().stream()
                    .collect(Collectors.toMap(
                            entry -> entry.getKey().day(), Map.Entry::getValue, DailyCountsPropertyTest::sum));
        }

        Set<UUID> activeAgents() {
            return counts(AGENTS).keySet().stream()
                    .map(Key::agent)
                    .filter(agent -> !agent.equals(CountsSelect.NO_AGENT))
                    .collect(Collectors.toSet());
        }

        /** Some events come before days are made, some after, and of these some wait. */
        Tenant store() {
            var id = new Fixtures(database).tenant("pro", zone.getId());
            var home = new Home(id, zone);
            var half = events.size() / 2;
            store(id, events.subList(0, half));
            rollups.rollUp(home);
            made.forEach(day -> rollups.makeDay(home, first.plusDays(day)));
            rollups.release(home, home.calendar().startOf(first).plus(released, ChronoUnit.HOURS));
            store(id, events.subList(half, events.size()));
            if (step > 0) {
                rollups.rollUp(home, step);
            }
            spoilWhatMustNotBeRead(home);
            return new Tenant(id, "slug", "name", Tier.PRO, zone);
        }

        private void store(UUID tenant, List<Happening> happenings) {
            var calendar = new HomeCalendar(zone);
            happenings.forEach(event -> new Fixtures(database)
                    .event(
                            tenant,
                            event.agent().equals(CountsSelect.NO_AGENT) ? null : event.agent(),
                            event.type(),
                            event.time(calendar, first)));
        }

        private void spoilWhatMustNotBeRead(Home home) {
            for (int i = 0; i < DAYS; i++) {
                var day = first.plusDays(i);
                var start = home.calendar().startOf(day).atOffset(ZoneOffset.UTC);
                var end = home.calendar().endOf(day).atOffset(ZoneOffset.UTC);
                var clean = database.number("""
                        SELECT count(*)
                          FROM aggregated_day AS d
                         WHERE tenant_id = ?
                           AND day = ?
                           AND NOT EXISTS (SELECT FROM stale_day WHERE tenant_id = d.tenant_id AND day = d.day)""", home.tenant(), day) == 1 || isReleased(home, day);
                database.execute(
                        "UPDATE %s SET events = array_fill(100, ARRAY[cells]) WHERE tenant_id = ? AND bucket >= ? AND bucket < ?"
                                .formatted(clean ? "rollup_hour" : "rollup_day"),
                        home.tenant(),
                        start,
                        end);
            }
        }
    }

    private static boolean isReleased(Home home, LocalDate day) {
        return database.query(
                                "SELECT 1 FROM hour_floor WHERE tenant_id = ? AND floor > ?",
                                home.tenant(),
                                home.calendar().startOf(day).atOffset(ZoneOffset.UTC))
                        .size()
                == 1;
    }

    private static final class Patient implements DatabaseConfig {

        @Override
        public Duration statementTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public Duration acquireTimeout() {
            return Duration.ofSeconds(20);
        }

        @Override
        public boolean pooler() {
            return false;
        }
    }
}
