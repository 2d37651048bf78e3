package io.tidemark.rollups.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SentValuesTest {

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void eachDifferentValueHasTheNumberOfItsFirstComing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 5000) int different) {
        var random = new Random(seed);
        var texts = IntStream.range(0, 2 * different)
                .mapToObj(i -> text(random.nextInt(different)))
                .toList();
        var expected = new HashMap<String, Integer>();
        var numbers = new ArrayList<Integer>();
        texts.forEach(text -> numbers.add(expected.computeIfAbsent(text, fresh -> expected.size())));

        assertThat(numbers(texts)).isEqualTo(numbers);
    }

    /** Of all lengths around eight bytes, some with zeros at the end. */
    private static String text(int number) {
        return Integer.toString(number, 3) + "\0".repeat(number % 3);
    }

    /** Fails by taking minutes if it does not hold. */
    @Test
    void valuesOfOneHashOfStringsDoNotMeet() {
        var texts = IntStream.range(0, 1 << 16)
                .mapToObj(number -> IntStream.range(0, 16)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .reduce("", String::concat))
                .toList();
        assertThat(texts.stream().map(String::hashCode).distinct()).hasSize(1);

        assertThat(numbers(Stream.of(texts, texts).flatMap(List::stream).toList()))
                .endsWith(texts.size() - 2, texts.size() - 1);
    }

    /** Products of a value and of its negative would differ in one bit only if they had a sign. */
    @Test
    void valuesDoNotMeetWhateverTheSeed() {
        var one = sent(List.of("ééééxxxxxxxa"));
        var other = sent(List.of("<V<V<V<Wxxxxxxx`"));
        one.next();
        other.next();

        var meetings = new Random(1)
                .longs(10_000)
                .filter(seed -> one.hash(seed) == other.hash(seed))
                .count();

        assertThat(meetings).isLessThan(3);
    }

    private static List<Integer> numbers(List<String> texts) {
        var values = new SentValues();
        var array = sent(texts);
        var numbers = new ArrayList<Integer>();
        while (numbers.size() < texts.size() && array.next()) {
            numbers.add(values.numberOf(array));
        }
        return numbers;
    }

    /** As PostgreSQL sends it. */
    private static SentArray sent(List<String> texts) {
        var bytes = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        var size = 20
                + bytes.stream().mapToInt(text -> Integer.BYTES + text.length).sum();
        var buffer = ByteBuffer.allocate(size);
        buffer.putInt(1).putInt(0).putInt(25).putInt(texts.size()).putInt(1);
        bytes.forEach(text -> buffer.putInt(text.length).put(text));
        return new SentArray(buffer.array(), size);
    }
}
