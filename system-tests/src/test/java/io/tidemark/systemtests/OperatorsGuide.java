package io.tidemark.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.testing.OpenApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The pages of docs/operations, as far as they can be run. */
final class OperatorsGuide {

    private static final Path PAGES = OpenApi.file("x").getParent().getParent().resolve("docs/operations");

    private OperatorsGuide() {}

    /** The first block of code of a chapter. */
    static String block(String page, String chapter) throws IOException {
        var block = Pattern.compile(
                        "^## " + Pattern.quote(chapter) + "$.*?^```[a-z]+\n(.*?)^```$",
                        Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(Files.readString(PAGES.resolve(page)));
        assertThat(block.find()).as("code in chapter %s of %s", chapter, page).isTrue();
        return block.group(1);
    }
}
