package io.tidemark.helm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are made of others and committed: compared, or written anew with {@code -Dchart.update=true}. */
final class Drift {

    private Drift() {}

    static void check(Path file, String made) throws IOException {
        if (Boolean.getBoolean("chart.update")) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, made);
        }
        assertThat(file)
                .as("written with -Dchart.update=true, see CONTRIBUTING.md")
                .exists()
                .content()
                .isEqualTo(made);
    }
}
