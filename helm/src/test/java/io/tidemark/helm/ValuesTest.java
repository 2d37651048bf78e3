package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ValuesTest {

    private static final Pattern TABLE = Pattern.compile("(?s)(?<=<!-- values -->\n).*?(?=<!-- /values -->)");

    private final ValuesDocument document;

    ValuesTest() throws IOException {
        document = new ValuesDocument(Chart.HOME.resolve("values.yaml"));
    }

    @Test
    void everyValueIsExplained() {
        assertThat(document.values()).hasSizeGreaterThan(80).allSatisfy(value -> assertThat(value.description())
                .as(value.path())
                .isNotBlank()
                .endsWith("."));
    }

    @Test
    void theSchemaIsThatOfTheValues() throws IOException {
        Drift.check(Chart.HOME.resolve("values.schema.json"), document.schema());
    }

    @Test
    void theTableIsThatOfTheValues() throws IOException {
        var readme = Chart.HOME.resolve("README.md");
        var text = Files.readString(readme);

        assertThat(text).containsPattern(TABLE);
        Drift.check(
                readme, TABLE.matcher(text).replaceFirst(java.util.regex.Matcher.quoteReplacement(document.table())));
    }
}
