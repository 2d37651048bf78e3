package io.tidemark.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** Where a benchmark keeps everything; to be removed in the end, and left when something went wrong. */
public record TemporaryDirectory(Path path) {

    public static TemporaryDirectory create() throws IOException {
        var directory = Files.createTempDirectory("tidemark-bench");
        System.err.println("Everything runs below " + directory);
        return new TemporaryDirectory(directory);
    }

    public void remove() throws IOException {
        try (var paths = Files.walk(path)) {
            for (var file : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
