package io.tidemark.bench.history;

import io.tidemark.events.RawEvent;
import java.time.Instant;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;

/** The events of some minutes of a history, oldest first; the same ones each time. */
final class Span implements Iterable<RawEvent> {

    private static final double MINUTE_MICROS = 60e6;

    private final Rhythm rhythm;
    private final int firstMinute;
    private final int endMinute;
    private final World world;
    private final long seed;

    Span(Rhythm rhythm, int firstMinute, int endMinute, World world, long seed) {
        this.rhythm = rhythm;
        this.firstMinute = firstMinute;
        this.endMinute = endMinute;
        this.world = world;
        this.seed = seed;
    }

    Instant start() {
        return rhythm.start(firstMinute);
    }

    long events() {
        return rhythm.before(endMinute) - rhythm.before(firstMinute);
    }

    @Override
    public Iterator<RawEvent> iterator() {
        var events = new HistoryEvents(world, seed + firstMinute);
        var moments = new SplittableRandom(~(seed + firstMinute));
        return new Iterator<>() {

            private int minute = firstMinute;
            private long next = rhythm.before(firstMinute);

            @Override
            public boolean hasNext() {
                return next < rhythm.before(endMinute);
            }

            @Override
            public RawEvent next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                while (next >= rhythm.before(minute + 1)) {
                    minute++;
                }
                long before = rhythm.before(minute);
                double share = (next++ - before + moments.nextDouble()) / (rhythm.before(minute + 1) - before);
                return events.at(rhythm.start(minute).plusNanos(1_000 * (long) (share * MINUTE_MICROS)));
            }
        };
    }
}
