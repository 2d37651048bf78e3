package io.tidemark.importer.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A log that is being read: a file, or standard input as {@code -}; compressed ones are told by their content. */
public final class LogFile implements AutoCloseable {

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    private final CountingInputStream raw;
    private final LineCutter lines;
    private final long size;

    private LogFile(InputStream raw, long size) throws IOException {
        this.raw = new CountingInputStream(raw);
        this.lines = new LineCutter(inflated(new BufferedInputStream(this.raw, BUFFER)));
        this.size = size;
    }

    public static LogFile open(String name) throws IOException {
        if (name.equals("-")) {
            return new LogFile(System.in, -1);
        }
        var path = Path.of(name);
        return new LogFile(Files.newInputStream(path), Files.isRegularFile(path) ? Files.size(path) : -1);
    }

    private static InputStream inflated(InputStream in) throws IOException {
        in.mark(2);
        int magic = in.read() << 8 | in.read();
        in.reset();
        return magic == GZIP_MAGIC ? new GZIPInputStream(in, BUFFER) : in;
    }

    public LineCutter lines() {
        return lines;
    }

    /** Bytes in the file, compressed if it is; negative if nobody knows. */
    public long size() {
        return size;
    }

    /** Bytes of the file that have been read. May be asked by another thread. */
    public long position() {
        return raw.count();
    }

    @Override
    public void close() throws IOException {
        raw.close();
    }
}
