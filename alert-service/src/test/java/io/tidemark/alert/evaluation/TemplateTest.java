package io.tidemark.alert.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

    @Test
    void namesBecomeValuesAndWhatIsUnknownStays() {
        var values = Map.of("value", "$1\\", "labels.team", "{{value}}");
        assertThat(Template.fill("{{value}} {{ labels.team }} {{nobody}} {value}", values))
                .isEqualTo("$1\\ {{value}} {{nobody}} {value}");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "12, 12",
        "-3, -3",
        "1234567, 1234567",
        "0.1, 0.1",
        "0.123456, 0.1235",
        "1234.5678, 1235",
        "0.00001234, 0.00001234",
        "1e15, 1000000000000000",
        "Infinity, ∞",
        "-Infinity, -∞",
        "NaN, -"
    })
    void numbersAreForPeople(double value, String text) {
        assertThat(Template.number(value)).isEqualTo(text);
    }
}
