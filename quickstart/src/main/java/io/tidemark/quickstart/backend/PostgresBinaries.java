package io.tidemark.quickstart.backend;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The PostgreSQL that comes as a Maven artifact, unpacked once. */
public final class PostgresBinaries {

    // The marker is written last: an unpacking that was interrupted is done again.
    private static final String COMPLETE = "complete";

    private PostgresBinaries() {}

    /** Unpacks PostgreSQL below the folder unless it is there; returns where. */
    public static Path unpack(Path programs) throws IOException {
        var target = programs.resolve("postgresql-" + version());
        if (!Files.exists(target.resolve(COMPLETE))) {
            try (var archive = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                            System.getProperty("os.name"), System.getProperty("os.arch"));
                    var tar =
                            new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
                unpack(tar, target);
            }
            Files.createFile(target.resolve(COMPLETE));
        }
        return target;
    }

    private static void unpack(TarArchiveInputStream tar, Path target) throws IOException {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            var path = target.resolve(entry.getName()).normalize();
            if (!path.startsWith(target)) {
                throw new IOException("the archive leaves its folder: " + entry.getName());
            }
            if (entry.isDirectory()) {
                Files.createDirectories(path);
            } else {
                write(tar, entry, path);
            }
        }
    }

    private static void write(InputStream content, TarArchiveEntry entry, Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.deleteIfExists(path);
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(content, path);
        boolean executable = (entry.getMode() & 0100) != 0;
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    private static String version() throws IOException {
        try (var properties = PostgresBinaries.class.getResourceAsStream("/postgresql.version")) {
            if (properties == null) {
                throw new IOException("the build did not record PostgreSQL's version");
            }
            return new String(properties.readAllBytes(), StandardCharsets.US_ASCII).strip();
        }
    }
}
