package io.tidemark.catalogue.plan;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.catalogue.fixture.Oracle;
import io.tidemark.catalogue.fixture.Sample;
import io.tidemark.catalogue.fixture.Samples;
import io.tidemark.catalogue.fixture.Stage;
import io.tidemark.events.HomeCalendar;
import io.tidemark.rollups.LatencyHistogram;
import io.tidemark.rollups.Measure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/** Whatever is rolled up, waits, is late or has been deleted: an aggregation is what the events amount to. */
class AggregationsPropertyTest {

    private static final Instant NOW = Instant.parse("2026-11-05T14:37:22.123456Z");
    private static final int QUESTIONS = 40;

    // Kolkata is off by half an hour, New York changed its clocks four days before, Lord Howe by half an hour.
    private static final List<ZoneId> ZONES = Stream.of(
                    "UTC", "UTC", "Europe/Paris", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe")
            .map(ZoneId::of)
            .toList();

    private final Aggregations inMemory = new Aggregations(new CellBudget(Long.MAX_VALUE));
    private final Aggregations byDatabase = new Aggregations(new CellBudget(-1));

    @Property(tries = 8, shrinking = ShrinkingMode.OFF)
    void everyAggregationIsWhatTheEventsAmountTo(@ForAll long seed) {
        var random = new Random(seed);
        var zone = pick(random, ZONES);
        var stage = new Stage(zone);
        var samples = populate(random, zone, stage);
        for (var i = 0; i < QUESTIONS; i++) {
            check(stage, scope(random, stage), new Oracle(samples), aggregation(random));
        }
    }

    private static List<Sample> populate(Random random, ZoneId zone, Stage stage) {
        var source = new Samples(random, NOW, zone);
        var rolled = samples(source, 60 + random.nextInt(60));
        var parts = new ArrayList<>(List.of(rolled));
        stage.roll(stage.store(rolled));
        if (random.nextBoolean()) {
            stage.merge(NOW);
        }
        var calendar = new HomeCalendar(zone);
        var days = rolled.stream()
                .map(sample -> calendar.dayOf(sample.time))
                .collect(Collectors.toCollection(TreeSet::new));
        days.remove(calendar.dayOf(NOW));
        // The job has long made the days of which hours are deleted.
        var hours = NOW.minus(Duration.ofDays(90));
        days.removeIf(day -> calendar.startOf(day).isAfter(hours) && random.nextInt(4) == 0);
        days.forEach(stage::makeDay);
        stage.forget(NOW);
        // Late events, rolled up after the days were made.
        var late = samples(source, 20).stream()
                .filter(s -> s.time.isAfter(NOW.minus(Duration.ofDays(30))))
                .toList();
        if (!late.isEmpty() && random.nextBoolean()) {
            stage.roll(stage.store(late));
            late.stream()
                    .map(sample -> calendar.dayOf(sample.time))
                    .distinct()
                    .filter(days::contains)
                    .forEach(stage::markStale);
            parts.add(late);
            stage.forget(NOW);
        }
        if (random.nextInt(3) > 0) {
            for (var batch = 0; batch < 3; batch++) {
                var waiting = samples(source, 10).stream()
                        .filter(s -> s.time.isAfter(NOW.minus(Duration.ofDays(30))))
                        .toList();
                if (!waiting.isEmpty()) {
                    stage.store(waiting);
                    parts.add(waiting);
                }
            }
        }
        return parts.stream().flatMap(List::stream).toList();
    }

    private static List<Sample> samples(Samples source, int count) {
        return Stream.generate(source::next).limit(count).toList();
    }

    private static Scope scope(Random random, Stage stage) {
        var scope = stage.scope(NOW);
        var teams = random.nextInt(5) > 0 ? Optional.<Set<String>>empty() : Optional.of(Set.of("red"));
        return new Scope(scope.tenant(), scope.homeZone(), scope.floors(), teams, NOW);
    }

    private static Aggregation aggregation(Random random) {
        var measures = Stream.generate(() -> pick(random, List.of(Measure.values())))
                .limit(random.nextInt(4))
                .toArray(Measure[]::new);
        var range = range(random);
        var aggregation = Aggregation.of(range, measures)
                .by(attributes(random, List.of(0, 0, 1, 1, 1, 2)))
                .where(attributes(random, List.of(0, 0, 1, 1, 2)).stream()
                        .map(attribute -> filter(random, attribute))
                        .toList());
        if (random.nextInt(3) == 0) {
            aggregation = aggregation.per(bucket(random, range));
        }
        if (random.nextInt(5) == 0) {
            aggregation = aggregation.countingDistinct(pick(random, List.of(Attribute.values())));
        }
        if (!aggregation.groupBy().isEmpty() && random.nextInt(3) == 0) {
            aggregation = aggregation.first(new Top(
                    Measure.EVENTS,
                    random.nextBoolean() ? Optional.empty() : Optional.of(Measure.ERRORS),
                    random.nextBoolean(),
                    1 + random.nextInt(4)));
        }
        return aggregation;
    }

    private static List<Attribute> attributes(Random random, List<Integer> counts) {
        return Stream.generate(() -> pick(random, List.of(Attribute.values())))
                .limit(pick(random, counts))
                .distinct()
                .toList();
    }

    private static Filter filter(Random random, Attribute attribute) {
        var samples = new Samples(random, NOW, ZoneId.of("UTC"));
        var values = new ArrayList<@Nullable String>();
        while (values.isEmpty() || random.nextBoolean()) {
            values.addAll(Oracle.values(samples.next(), attribute));
        }
        return new Filter(attribute, values, random.nextInt(3) == 0);
    }

    private static Bucket bucket(Random random, Range range) {
        var length = Duration.between(range.from(), range.to());
        var widths = Stream.of(BucketWidth.values())
                .filter(width -> length.dividedBy(width.about()) < 2000)
                .toList();
        return random.nextInt(8) == 0
                ? Bucket.endingAt(range.to(), pick(random, widths))
                : Bucket.of(pick(random, widths), pick(random, ZONES));
    }

    private static Range range(Random random) {
        var back = pick(random, List.of(1L, 24L, 24L, 7 * 24L, 20 * 24L, 30 * 24L, 60 * 24L, 90 * 24L, 200 * 24L));
        var to = random.nextInt(3) > 0 ? NOW : aligned(random, NOW.minus(Duration.ofHours(random.nextInt(24 * 10))));
        var from = NOW.minus(Duration.ofHours(back));
        if (random.nextBoolean()) {
            from = aligned(random, from.minus(Duration.ofMinutes(random.nextInt(24 * 60))));
        }
        if (!from.isBefore(to)) {
            from = to.minus(Duration.ofHours(5));
        }
        return new Range(from, to, random.nextInt(3) > 0, random.nextInt(3) > 0, random.nextBoolean());
    }

    private static Instant aligned(Random random, Instant instant) {
        var zone = pick(random, ZONES);
        return switch (random.nextInt(4)) {
            case 0 -> instant;
            case 1 -> instant.truncatedTo(ChronoUnit.MINUTES);
            case 2 -> instant.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
            default -> instant.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
        };
    }

    private void check(Stage stage, Scope scope, Oracle oracle, Aggregation aggregation) {
        try {
            checkAnswered(stage, scope, oracle, aggregation);
        } catch (RangeNotKeptException e) {
            assertThat(aggregation.range().from()).isBefore(scope.floors().raw());
            checkEarliest(stage, scope, oracle, aggregation, e.earliestFrom());
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("of " + aggregation + "\nfor " + scope, e);
        }
    }

    private void checkAnswered(Stage stage, Scope scope, Oracle oracle, Aggregation aggregation) {
        var range = aggregation.range();
        var result = stage.read(tx -> inMemory.run(tx, scope, aggregation));
        assertThat(result.provenance().from())
                .as("answered from")
                .satisfies(from -> assertHonoured(range.widenFrom() || range.yielding(), from, range.from()));
        assertThat(result.provenance().to())
                .as("answered to")
                .satisfies(to -> assertHonoured(range.widenTo() || range.yielding(), to, range.to()));
        compare(result, expected(scope, oracle, aggregation, result), aggregation);
        // Whoever adds up, the answer is the same, in the same order, even if rows are fetched some at a time, or
        // memory
        // ends in between.
        var tight = new Aggregations(new CellBudget(aggregation.hashCode() & 0xFFFF));
        for (var aggregations : List.of(byDatabase, tight)) {
            var other = stage.read(tx -> aggregations.run(tx, scope, aggregation));
            SameResult.assertSame(aggregation, other, result);
        }
    }

    private static void assertHonoured(boolean widened, Instant answered, Instant asked) {
        if (widened) {
            assertThat(Duration.between(answered, asked).abs()).isLessThan(Duration.ofHours(26));
        } else {
            assertThat(answered).isEqualTo(asked);
        }
    }

    /** Whoever asks again with the earliest start, most of a minute later, gets an answer that begins there. */
    private void checkEarliest(Stage stage, Scope scope, Oracle oracle, Aggregation aggregation, Instant from) {
        var range = aggregation.range();
        assertThat(from).isAfter(range.from());
        var to = from.isBefore(range.to()) ? range.to() : scope.now();
        checkAnswered(
                stage,
                later(scope),
                oracle,
                new Aggregation(
                        aggregation.measures(),
                        aggregation.groupBy(),
                        aggregation.filters(),
                        new Range(from, to, false, range.widenTo(), range.yielding()),
                        aggregation.bucket(),
                        aggregation.distinct(),
                        aggregation.top()));
    }

    private static Scope later(Scope scope) {
        var wait = Duration.ofSeconds(59);
        var floors = scope.floors();
        return new Scope(
                scope.tenant(),
                scope.homeZone(),
                new RetentionFloors(
                        floors.raw().plus(wait),
                        floors.minute().plus(wait),
                        floors.hour().plus(wait),
                        floors.day().plus(wait)),
                scope.teams(),
                scope.now().plus(wait));
    }

    private record At(@Nullable Instant bucket, List<@Nullable String> key) {}

    private static Map<At, List<Sample>> expected(Scope scope, Oracle oracle, Aggregation aggregation, Result result) {
        var passing = oracle.passing(
                scope,
                aggregation,
                result.provenance().from(),
                result.provenance().to());
        var groups = new HashMap<List<@Nullable String>, List<Sample>>();
        for (var sample : passing) {
            for (var key : Oracle.keys(sample, aggregation.groupBy())) {
                groups.computeIfAbsent(key, fresh -> new ArrayList<>()).add(sample);
            }
        }
        var first = first(groups, aggregation);
        var cells = new HashMap<At, List<Sample>>();
        groups.forEach((key, samples) -> {
            var kept = first.contains(key);
            if (!kept && aggregation.bucket().isEmpty()) {
                return;
            }
            var shown = kept
                    ? key
                    : aggregation.groupBy().stream()
                            .<@Nullable String>map(a -> Cell.REST)
                            .toList();
            for (var sample : samples) {
                var bucket = aggregation
                        .bucket()
                        .map(width -> width.startOf(sample.time))
                        .orElse(null);
                cells.computeIfAbsent(new At(bucket, shown), fresh -> new ArrayList<>())
                        .add(sample);
            }
        });
        if (aggregation.bucket().isEmpty() && aggregation.groupBy().isEmpty()) {
            cells.putIfAbsent(new At(null, List.of()), List.of());
        }
        return cells;
    }

    private static Set<List<@Nullable String>> first(
            Map<List<@Nullable String>, List<Sample>> groups, Aggregation aggregation) {
        if (aggregation.top().isEmpty()) {
            return groups.keySet();
        }
        var top = aggregation.top().get();
        Comparator<Map.Entry<List<@Nullable String>, List<Sample>>> rank =
                Comparator.comparingDouble(entry -> rank(entry.getValue(), aggregation, top));
        Comparator<Map.Entry<List<@Nullable String>, List<Sample>>> unranked =
                Comparator.comparing(entry -> Double.isNaN(rank(entry.getValue(), aggregation, top)));
        return groups.entrySet().stream()
                .filter(entry -> aggregation.bucket().isPresent() || counts(entry.getValue(), aggregation, top))
                .sorted(unranked.thenComparing(top.descending() ? rank.reversed() : rank)
                        .thenComparing(Map.Entry::getKey, AggregationsPropertyTest::compareKeys))
                .limit(top.limit())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    private static boolean counts(List<Sample> samples, Aggregation aggregation, Top top) {
        return aggregation.distinct().isPresent()
                ? Oracle.distinct(samples, aggregation.distinct().get()) > 0
                : Oracle.measure(samples, top.per().orElse(top.by())) > 0;
    }

    private static double rank(List<Sample> samples, Aggregation aggregation, Top top) {
        if (aggregation.distinct().isPresent()) {
            return Oracle.distinct(samples, aggregation.distinct().get());
        }
        var by = Oracle.measure(samples, top.by());
        if (top.per().isEmpty()) {
            return by;
        }
        var per = Oracle.measure(samples, top.per().get());
        return per == 0 ? Double.NaN : by / (double) per;
    }

    private static int compareKeys(List<@Nullable String> a, List<@Nullable String> b) {
        return IntStream.range(0, a.size())
                .map(i -> Objects.compare(a.get(i), b.get(i), Comparator.nullsFirst(Comparator.<String>naturalOrder())))
                .filter(order -> order != 0)
                .findFirst()
                .orElse(0);
    }

    private static void compare(Result result, Map<At, List<Sample>> expected, Aggregation aggregation) {
        var cells = result.cells().stream().collect(toMap(cell -> new At(cell.bucket(), cell.key()), cell -> cell));
        assertThat(cells.keySet()).isEqualTo(expected.keySet());
        if (aggregation.bucket().isPresent()) {
            var starts = result.slots().stream().map(Slot::start).toList();
            assertThat(starts)
                    .containsAll(cells.keySet().stream().map(At::bucket).toList());
            assertThat(starts).doesNotHaveDuplicates().isSorted();
        }
        expected.forEach((at, samples) -> {
            var cell = cells.get(at);
            for (var measure : aggregation.measures()) {
                compare(cell, samples, measure);
            }
            aggregation.distinct().ifPresent(attribute -> assertThat(cell.distinct())
                    .as("distinct %s at %s", attribute, at)
                    .isEqualTo(Oracle.distinct(samples, attribute)));
        });
    }

    private static void compare(Cell cell, List<Sample> samples, Measure measure) {
        var expected = Oracle.measure(samples, measure);
        if (measure != Measure.LATENCY) {
            var actual = cell.find(measure).isPresent()
                    ? (Long) cell.value(measure)
                    : expected != null && expected == 0 ? (Long) 0L : null;
            assertThat(actual).as("%s of %s", measure, cell).isEqualTo(expected);
            return;
        }
        assertThat(cell.latency().count()).isEqualTo(expected);
        var sorted = Oracle.durations(samples).sorted().toArray();
        for (var share : List.of(0.01, 0.5, 0.95, 0.99, 1.0)) {
            var actual = cell.latency().percentile(share);
            assertThat(actual.isPresent()).isEqualTo(sorted.length > 0);
            if (sorted.length > 0) {
                var exact = sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)] / 1000.0;
                assertThat(Math.abs(actual.getAsDouble() - exact))
                        .as("p%s of %s", share, cell)
                        .isLessThanOrEqualTo(exact * LatencyHistogram.RELATIVE_ERROR + 1e-6);
                assertThat(actual.getAsDouble())
                        .as("p%s of %s", share, cell)
                        .isBetween(sorted[0] / 1000.0, sorted[sorted.length - 1] / 1000.0);
            }
        }
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
