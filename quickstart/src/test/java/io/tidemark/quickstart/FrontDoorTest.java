package io.tidemark.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code ./tidemark}, as far as it goes without a build. */
class FrontDoorTest {

    private static final Path SCRIPT = Path.of("../tidemark").toAbsolutePath().normalize();

    @TempDir
    Path elsewhere;

    @Test
    void helpIsGivenOnRequest() throws Exception {
        var process = run(SCRIPT, "help");

        assertThat(process.waitFor()).isZero();
        assertThat(text(process)).startsWith("Usage: ./tidemark COMMAND");
    }

    @Test
    void anUnknownCommandIsAnError() throws Exception {
        var process = run(SCRIPT, "down");

        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(text(process)).contains("unknown command: down").contains("Usage:");
    }

    @Test
    void noCommandIsAnError() throws Exception {
        assertThat(run(SCRIPT).waitFor()).isEqualTo(2);
    }

    @Test
    void itMayBeCalledThroughLinksFromAnywhere() throws Exception {
        var absolute = Files.createSymbolicLink(elsewhere.resolve("absolute"), SCRIPT);
        var relative = Files.createSymbolicLink(elsewhere.resolve("relative"), absolute.getFileName());

        var process = run(relative, "help");

        assertThat(process.waitFor()).isZero();
    }

    private Process run(Path script, String... arguments) throws IOException {
        var command = new String[arguments.length + 1];
        command[0] = script.toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        return new ProcessBuilder(command)
                .directory(elsewhere.toFile())
                .redirectErrorStream(true)
                .start();
    }

    private static String text(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
