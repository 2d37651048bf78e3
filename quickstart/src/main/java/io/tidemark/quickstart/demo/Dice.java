package io.tidemark.quickstart.demo;

import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.ToDoubleFunction;

/** Chance that falls the same way each time: it depends on the seed and the minute only. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed, long epochMinute) {
        this.random = new SplittableRandom(mixed(mixed(seed) + epochMinute));
    }

    /** Without mixing (MurmurHash3's, here), neighbouring minutes would share stretches of one random sequence. */
    private static long mixed(long value) {
        long mixed = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
        mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
        return mixed ^ mixed >>> 33;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    /** How often something happens that is expected this often (Knuth's method; the expectation is small). */
    int poisson(double expected) {
        double limit = Math.exp(-expected);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    /** A value around the median with a long tail to the right, as durations have. */
    double logNormal(double median, double sigma) {
        return median * Math.exp(sigma * random.nextGaussian());
    }

    /** A number below the bound; small ones come up much more often. */
    int skewed(int bound) {
        double uniform = random.nextDouble();
        return (int) (bound * uniform * uniform * uniform);
    }

    <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    <T> T pick(List<T> choices, ToDoubleFunction<T> weight) {
        double rest = random.nextDouble() * choices.stream().mapToDouble(weight).sum();
        for (var choice : choices) {
            rest -= weight.applyAsDouble(choice);
            if (rest < 0) {
                return choice;
            }
        }
        return choices.getLast();
    }
}
