package io.tidemark.importer.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineCutterTest {

    @TempDir
    Path directory;

    @Test
    void linesEndAtLineFeedsWithOrWithoutCarriageReturn() throws IOException {
        assertThat(cut("a\nb\r\n\nc")).containsExactly("a$", "b$", "$", "c");
    }

    @Test
    void emptyLogsHaveNoLines() throws IOException {
        assertThat(cut("")).isEmpty();
    }

    @Test
    void linesMayBeLongerThanTheBuffer() throws IOException {
        var line = "x".repeat(200_000);

        assertThat(cut(line + "\n" + line + "\nz\n")).containsExactly(line + "$", line + "$", "z$");
    }

    @Test
    void endlessLinesAreCutOffAndSaySo() throws IOException {
        var cutter = cutter("x".repeat(3 * LineCutter.LONGEST) + "\nnext\n");

        var endless = cutter.next();
        assertThat(endless.tooLong()).isTrue();
        assertThat(endless.bytes()).hasSize(LineCutter.LONGEST);
        assertThat(cutter.next().bytes()).asString().isEqualTo("next");
    }

    @Test
    void compressedLogsAreReadAndSoAreSeveralJoined() throws IOException {
        var file = directory.resolve("access.log.gz");
        Files.write(file, gzip("a\nb\n"));
        Files.write(file, gzip("c\n"), java.nio.file.StandardOpenOption.APPEND);

        try (var log = LogFile.open(file.toString())) {
            assertThat(lines(log.lines())).containsExactly("a$", "b$", "c$");
            assertThat(log.position()).isEqualTo(log.size());
        }
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return bytes.toByteArray();
    }

    private static List<String> cut(String text) throws IOException {
        return lines(cutter(text));
    }

    private static LineCutter cutter(String text) {
        return new LineCutter(new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    /** A dollar stands for a line end. */
    private static List<String> lines(LineCutter cutter) throws IOException {
        var lines = new ArrayList<String>();
        for (var line = cutter.next(); line != null; line = cutter.next()) {
            lines.add(new String(line.bytes(), UTF_8) + (line.ended() ? "$" : ""));
        }
        return lines;
    }
}
