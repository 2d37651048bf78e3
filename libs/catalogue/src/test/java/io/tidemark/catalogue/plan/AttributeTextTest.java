package io.tidemark.catalogue.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AttributeTextTest {

    @Property
    void textsAreInTheOrderOfTheirBytes(@ForAll("texts") String one, @ForAll("texts") String other) {
        var bytes =
                Arrays.compareUnsigned(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));

        assertThat(Integer.signum(AttributeText.compare(List.of(one), List.of(other))))
                .isEqualTo(Integer.signum(bytes));
    }

    /** Few different characters, on both sides of the surrogates, so that texts have beginnings in common. */
    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "é", "中", "\uD7FF", "\uE000", "\uFFFD", "😀", "𝄞")
                .list()
                .ofMaxSize(4)
                .map(parts -> String.join("", parts));
    }

    @Test
    void absentComesFirst() {
        assertThat(AttributeText.compare(Arrays.asList("a", null), List.of("a", "")))
                .isNegative();
        assertThat(AttributeText.compare(Arrays.asList("a", null), Arrays.asList("a", null)))
                .isZero();
    }

    @Test
    void groupsAreWholeLines() {
        assertThat(AttributeText.isInGroups(Set.of("red"), "blue\nred")).isTrue();
        assertThat(AttributeText.isInGroups(Set.of("red"), "blue\nredder")).isFalse();
        assertThat(AttributeText.isInGroups(Set.of(""), "")).isFalse();
        assertThat(AttributeText.isInGroups(Set.of("red"), null)).isFalse();
    }

    @Test
    void filtersMayBeWrittenInOtherWays() {
        assertThat(AttributeText.condition(Filter.of(Attribute.STATUS, "0404")).test("404"))
                .isTrue();
        assertThat(AttributeText.condition(Filter.of(Attribute.AGENT, "0191A3F2-0000-7000-8000-00000000000A"))
                        .test("0191a3f2-0000-7000-8000-00000000000a"))
                .isTrue();
        assertThat(AttributeText.condition(Filter.not(Attribute.CONSUMER, "app", null))
                        .test(null))
                .isFalse();
        assertThat(AttributeText.condition(Filter.not(Attribute.CONSUMER, "app"))
                        .test(null))
                .isTrue();
    }
}
