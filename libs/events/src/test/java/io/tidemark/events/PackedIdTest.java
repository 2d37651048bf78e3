package io.tidemark.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotBlank;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackedIdTest {

    @ParameterizedTest
    @CsvSource({
        "4bf92f3577b34da6a3ce929d0e0e4736,     1, 17",
        "00f067aa0ba902b7,                     1,  9",
        "ab,                                   1,  2",
        "123e4567-e89b-12d3-a456-426614174000, 2, 17",
        "abc,                                  0,  4",
        "4BF92F3577B34DA6A3CE929D0E0E4736,     0, 33",
        "123E4567-e89b-12d3-a456-426614174000, 0, 37",
        "123e4567-e89b-12d3-a456_426614174000, 0, 37",
        "req-äöü,                              0, 11",
    })
    void commonIdsArePackedAndOthersKept(String id, int tag, int length) {
        var packed = PackedId.pack(id);

        assertThat(packed).hasSize(length).startsWith(tag);
        assertThat(PackedId.unpack(packed)).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "00", "\u0000", "\u0001ab", "-", "123e4567-e89b-12d3-a456-42661417400g"})
    void oddIdsComeBackToo(String id) {
        assertThat(PackedId.unpack(PackedId.pack(id))).isEqualTo(id);
    }

    @Test
    void noIdIsNoBytes() {
        assertThat(PackedId.pack(null)).isNull();
        assertThat(PackedId.unpack(null)).isNull();
    }

    @Test
    void bytesThatWereNeverPackedAreRefused() {
        assertThatThrownBy(() -> PackedId.unpack(new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackedId.unpack(new byte[] {3})).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PackedId.unpack(new byte[] {2, 1})).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void anyTextComesBack(@ForAll("wellFormed") String id) {
        assertThat(PackedId.unpack(PackedId.pack(id))).isEqualTo(id);
    }

    @Property
    void anyHexComesBack(@ForAll("hex") @NotBlank String id) {
        assertThat(PackedId.unpack(PackedId.pack(id))).isEqualTo(id);
    }

    @Property
    void anyUuidTakesSeventeenBytes(@ForAll long high, @ForAll long low) {
        var id = new UUID(high, low).toString();

        assertThat(PackedId.pack(id)).hasSize(17);
        assertThat(PackedId.unpack(PackedId.pack(id))).isEqualTo(id);
    }

    @Provide
    Arbitrary<String> wellFormed() {
        return Arbitraries.strings().all().filter(PackedIdTest::isWellFormed);
    }

    @Provide
    Arbitrary<String> hex() {
        return Arbitraries.strings().withChars("0123456789abcdefABCDEF-").ofMaxLength(40);
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}
