package io.tidemark.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    record Text(String name, List<String> tags) {}

    final ObjectMapper json = new ObjectMapper().findAndRegisterModules();

    @BeforeEach
    void customize() {
        new StrictJson().customize(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u0000", "a\\ud800", "\\ud800b", "\\udc00", "\\udc00\\ud800"})
    void textThatCannotBeStoredIsRefused(String text) {
        assertThatThrownBy(() -> json.readValue("{\"name\": \"" + text + "\"}", Text.class))
                .isInstanceOf(InvalidFormatException.class);
        assertThatThrownBy(() -> json.readValue("{\"tags\": [\"a\", \"" + text + "\"]}", Text.class))
                .isInstanceOf(InvalidFormatException.class);
    }

    @Test
    void anyOtherTextIsTakenAsItIs() throws Exception {
        assertThat(json.readValue("{\"name\": \"é\\ud83c\\udf0a\\n\", \"tags\": [\"\"]}", Text.class))
                .isEqualTo(new Text("é🌊\n", List.of("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "0.5",
                "1e300",
                "true",
                "[]",
                "{}",
                "\"\"",
                "\" \"",
                "\"5\"",
                "\"1900000000\"",
                "\" PT5S\"",
                "\"2026-11-27T15:00:00\"",
                "\"+10000-01-01T00:00:00Z\""
            })
    void timesAreTextAndNeverNumbers(String value) {
        for (var type : List.of(Duration.class, Instant.class)) {
            assertThatThrownBy(() -> json.readValue(value, type)).isInstanceOf(MismatchedInputException.class);
        }
    }

    @Test
    void instantsAreRfc3339() throws Exception {
        var instant = Instant.parse("2026-11-27T15:00:00.5Z");
        assertThat(json.readValue("\"2026-11-27T15:00:00.5Z\"", Instant.class)).isEqualTo(instant);
        assertThat(json.readValue("\"2026-11-27T16:00:00.5+01:00\"", Instant.class))
                .isEqualTo(instant);
        assertThat(json.writeValueAsString(instant)).isEqualTo("\"2026-11-27T15:00:00.500Z\"");
        assertThat(json.readValue("null", Instant.class)).isNull();
    }

    @Test
    void durationsAreIso8601() throws Exception {
        assertThat(json.writeValueAsString(Duration.ofHours(24))).isEqualTo("\"PT24H\"");
        assertThat(json.readValue("\"PT1H\"", Duration.class)).isEqualTo(Duration.ofHours(1));
    }
}
