package io.tidemark.rollups.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.rollups.Cube;
import io.tidemark.rollups.Dimension;
import io.tidemark.rollups.LatencyHistogram;
import io.tidemark.rollups.Measure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;

/** However cells are divided and collected, each sum is what adding them up one by one comes to. */
class GroupingPropertyTest {

    private static final Cube CUBE = Cube.CONSUMER_ONLY;
    private static final long WIDTH = 10;

    private record Key(
            long bucket, @Nullable Object type, @Nullable Object consumer) {}

    private record Sum(long events, long shortest, long longest, String latency) {

        Sum plus(Sum other) {
            var both = new LatencyHistogram();
            both.add(latency);
            both.add(other.latency);
            return new Sum(
                    events + other.events,
                    Math.min(shortest, other.shortest),
                    Math.max(longest, other.longest),
                    both.stored());
        }
    }

    private record Entry(long time, String type, @Nullable String consumer, Sum sum) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void sumsAreThoseOfTheCells(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 6000) int cells,
            @ForAll @IntRange(min = 1, max = 5000) int consumers,
            @ForAll @IntRange(min = 1, max = 3000) int together) {
        var random = new Random(seed);
        var entries = random.ints(cells).mapToObj(i -> entry(random, consumers)).toList();
        var expected = new HashMap<Key, Sum>();
        for (var entry : entries) {
            if (bucket(entry.time) != Grouping.NOWHERE) {
                expected.merge(new Key(bucket(entry.time), entry.type, entry.consumer), entry.sum, Sum::plus);
            }
        }

        var vocabulary = new Vocabulary();
        var grouping = new Grouping(
                vocabulary,
                CUBE.dimensions(),
                CUBE.measures(),
                new Histograms(random.nextInt(3000)),
                GroupingPropertyTest::bucket);
        for (var from = 0; from < cells; from += together) {
            grouping.add(block(vocabulary, entries.subList(from, Math.min(cells, from + together))));
        }

        assertThat(sums(grouping.cells())).isEqualTo(expected);
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void histogramsAreAddedUpHoweverManyAreCollected(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 2000) int many,
            @ForAll @IntRange(min = 1, max = 3000) int size) {
        var random = new Random(seed);
        var histograms = new Histograms(random.nextInt(300), many);
        var expected = new HashMap<Integer, LatencyHistogram>();
        for (var i = 0; i < size; i += 5) {
            var places = random.ints(5, -1, 300).toArray();
            var stored = new ArrayList<@Nullable String>();
            for (var place : places) {
                var histogram = random.nextInt(4) == 0 ? null : histogram(random);
                stored.add(histogram);
                if (place >= 0 && histogram != null) {
                    expected.computeIfAbsent(place, fresh -> new LatencyHistogram())
                            .add(histogram);
                }
            }
            histograms.add(stored.toArray(String[]::new), places);
        }

        var sums = histograms.sums(300);

        for (var place = 0; place < sums.length; place++) {
            var sum = expected.get(place);
            assertThat(sums[place]).isEqualTo(sum == null ? null : sum.stored());
        }
    }

    private static long bucket(long time) {
        return time < 0 ? Grouping.NOWHERE : time - time % WIDTH;
    }

    private static Entry entry(Random random, int consumers) {
        var consumer = random.nextInt(consumers);
        var duration = random.nextLong(1_000_000);
        return new Entry(
                random.nextLong(-3, 30),
                random.nextBoolean() ? "request" : "own",
                consumer == 0 ? null : "consumer-" + consumer,
                new Sum(random.nextLong(1, 1_000), duration, duration + 5, histogram(random)));
    }

    private static String histogram(Random random) {
        return random.nextInt(500) + ":" + random.nextInt(2, 50);
    }

    private static CellBlock block(Vocabulary vocabulary, List<Entry> entries) {
        var cells = new CellBlock(vocabulary, CUBE.dimensions(), CUBE.measures());
        for (var entry : entries) {
            var cell = cells.add();
            cells.buckets[cell] = entry.time;
            cells.types[cell] = vocabulary.types().idOf(entry.type);
            Objects.requireNonNull(cells.keys.get(Dimension.CONSUMER))[cell] =
                    vocabulary.of(Dimension.CONSUMER).idOf(entry.consumer);
            cells.measures.forEach(
                    (measure, column) -> column[cell] = measure.merge().nothing());
            column(cells, Measure.EVENTS)[cell] = entry.sum.events;
            column(cells, Measure.DURATION_MIN)[cell] = entry.sum.shortest;
            column(cells, Measure.DURATION_MAX)[cell] = entry.sum.longest;
            Objects.requireNonNull(cells.latencies)[cell] = entry.sum.latency;
        }
        return cells;
    }

    private static Map<Key, Sum> sums(CellBlock cells) {
        var sums = new HashMap<Key, Sum>();
        for (var cell = 0; cell < cells.size(); cell++) {
            var key = new Key(
                    cells.buckets[cell],
                    cells.vocabulary.types().value(cells.types[cell]),
                    cells.vocabulary
                            .of(Dimension.CONSUMER)
                            .value(Objects.requireNonNull(cells.keys.get(Dimension.CONSUMER))[cell]));
            var sum = new Sum(
                    column(cells, Measure.EVENTS)[cell],
                    column(cells, Measure.DURATION_MIN)[cell],
                    column(cells, Measure.DURATION_MAX)[cell],
                    Objects.requireNonNull(Objects.requireNonNull(cells.latencies)[cell]));
            assertThat(sums.put(key, sum)).as("a second sum of %s", key).isNull();
        }
        return sums;
    }

    private static long[] column(CellBlock cells, Measure measure) {
        return Objects.requireNonNull(cells.measures.get(measure));
    }
}
