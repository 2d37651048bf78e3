package io.tidemark.query.export;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFieldTest {

    @Test
    void plainTextStaysAsItIs() {
        assertThat(field("/orders/:id")).isEqualTo("/orders/:id");
        assertThat(field("naïve ☃")).isEqualTo("naïve ☃");
    }

    @Test
    void commasQuotesAndLineBreaksAreQuoted() {
        assertThat(field("a,b")).isEqualTo("\"a,b\"");
        assertThat(field("say \"no\"")).isEqualTo("\"say \"\"no\"\"\"");
        assertThat(field("one\ntwo")).isEqualTo("\"one\ntwo\"");
        assertThat(field("one\rtwo")).isEqualTo("\"one\rtwo\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void formulasAreGuarded(String formula) {
        assertThat(field(formula)).isEqualTo("\"'" + formula + "\"");
    }

    @Test
    void aFormulaWithQuotesIsGuardedAndQuoted() {
        assertThat(field("=HYPERLINK(\"http://x\",\"y\")")).isEqualTo("\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"");
    }

    @Test
    void anEmptyTextIsNotNothing() {
        assertThat(field("")).isEqualTo("\"\"");
    }

    private static String field(String text) {
        var out = new StringBuilder();
        CsvField.text(out, text);
        return out.toString();
    }
}
