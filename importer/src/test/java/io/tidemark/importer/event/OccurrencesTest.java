package io.tidemark.importer.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OccurrencesTest {

    @Test
    void equalKeysAreCounted() {
        var occurrences = new Occurrences(8);

        assertThat(new int[] {occurrences.count(7), occurrences.count(7), occurrences.count(8), occurrences.count(7)})
                .containsExactly(1, 2, 1, 3);
    }

    @Test
    void keysThatFallTogetherAreToldApart() {
        var occurrences = new Occurrences(8);

        assertThat(occurrences.count(1)).isEqualTo(1);
        assertThat(occurrences.count(1 + (1L << 40))).isEqualTo(1);
        assertThat(occurrences.count(1)).isEqualTo(2);
    }

    @Test
    void countsSurviveAsManyOtherKeysAsPromised() {
        var occurrences = new Occurrences(1000);
        occurrences.count(-1);

        for (int i = 0; i < 1000; i++) {
            occurrences.count(i);
        }

        assertThat(occurrences.count(-1)).isEqualTo(2);
    }

    @Test
    void memoryIsBoundedByForgettingTheOldest() {
        var occurrences = new Occurrences(1000);
        occurrences.count(-1);

        for (int i = 0; i < 3000; i++) {
            occurrences.count(i);
        }

        assertThat(occurrences.count(-1)).isEqualTo(1);
    }

    @Test
    void countsAgreeWithAMapWhileNothingIsForgotten() {
        var random = new Random(42);
        var occurrences = new Occurrences(1 << 12);
        var expected = new HashMap<Long, Integer>();

        for (int i = 0; i < 100_000; i++) {
            long key = random.nextInt(4000) * 0x9E3779B97F4A7C15L;
            assertThat(occurrences.count(key)).isEqualTo(expected.merge(key, 1, Integer::sum));
        }
    }
}
