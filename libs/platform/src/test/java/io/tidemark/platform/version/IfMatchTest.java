package io.tidemark.platform.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 9110, 13.1.1. */
class IfMatchTest {

    private static final Version THIRD = new Version(3);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "\"3\"               | true",
                "*                 | true",
                "\"1\",\"3\"          | true",
                "\"x\" , \"3\" , W/\"4\" | true",
                "\"2\"               | false",
                "\"1\", \"2\"         | false",
                "W/\"3\"             | false",
                "3                 | false",
                "\"3                | false",
                "\"33\"              | false",
                "\"9999999999999999999\" | false",
                "*, \"1\"            | false",
            })
    void anyMemberOfTheListWillDo(String header, boolean admitted) {
        assertThat(IfMatch.required(header).admits(THIRD)).isEqualTo(admitted);
        assertThat(IfMatch.optional(header).admits(THIRD)).isEqualTo(admitted);
        assertThat(IfMatch.optional(header).isPresent()).isTrue();
    }

    @Test
    void aStatementIsToldTheVersions() {
        assertThat(IfMatch.required("\"3\", \"5\"").versions()).containsExactlyInAnyOrder(3L, 5L);
        assertThat(IfMatch.required("*").versions()).isNull();
        assertThat(IfMatch.required("x").versions()).isEmpty();
    }

    @Test
    void withoutTheHeaderThereIsNoCondition() {
        assertThat(IfMatch.optional(null).isPresent()).isFalse();
        assertThat(IfMatch.optional(null).versions()).isNull();
        assertThat(IfMatch.optional(null).admits(THIRD)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void whereItMustBeThereItsAbsenceIsAProblem(String header) {
        assertThatThrownBy(() -> IfMatch.required(header))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(428));
    }
}
