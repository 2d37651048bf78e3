package io.tidemark.importer.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', nullValues = "null", textBlock = """
            a "GET /" 200 1 "-" "b"      | c "GET /" 200 1 "-" "d"      | true
            a "GET /" 200 1 "-" "b"      | c "GET /" 200 1 "-"          | false
            a "GET /" 200 1 "-" "b"      | c "GET /" 200 1 "-" "d       | false
            a "GET /" 200 1 "-" "b" 0.12 | c "GET /" 200 1 "-" "d"      | false
            a "GET /" 200 1              | c "GET /" 200 1              | false
            null                         | c "GET /" 200 1 "-" "d"      | true
            null                         | c "GET /" 200 1              | false
            {"a":1}                      | {"a":2}                      | true
            {"a":1}                      | {"a":                        | false
            """)
    void lastLinesAreWholeIfTheyEndLikeTheOneBefore(String previous, String line, boolean whole) {
        assertThat(LastLine.isWhole(line.getBytes(UTF_8), previous == null ? null : previous.getBytes(UTF_8)))
                .isEqualTo(whole);
    }
}
