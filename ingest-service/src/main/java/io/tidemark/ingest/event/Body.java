package io.tidemark.ingest.event;

import io.tidemark.platform.problem.ProblemException;
import io.tidemark.platform.problem.ProblemType;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** A received body, and the memory it holds. */
final class Body {

    private static final int CHUNK = 64 * 1024;

    private final byte[] received;
    private final ContentCoding coding;
    private final long maxBody;
    private final MemoryBudget.Share share;

    Body(byte[] received, ContentCoding coding, long maxBody, MemoryBudget.Share share) {
        this.received = received;
        this.coding = coding;
        this.maxBody = maxBody;
        this.share = share;
    }

    /** Whether decoding takes so little time that an event loop may do it. */
    boolean isSmall(long limit) {
        return coding == ContentCoding.IDENTITY && received.length <= limit;
    }

    /** The plain bytes. Inflating stops at the limit, however much a few bytes would become. */
    byte[] decoded() {
        return switch (coding) {
            case IDENTITY -> received;
            case GZIP -> inflate();
        };
    }

    void release() {
        share.close();
    }

    private byte[] inflate() {
        try (var input = new GZIPInputStream(new ByteArrayInputStream(received), CHUNK)) {
            var output = new ByteArrayOutputStream(Math.min(received.length * 4, CHUNK));
            var chunk = new byte[CHUNK];
            for (var read = input.read(chunk); read >= 0; read = input.read(chunk)) {
                if (output.size() + read > maxBody) {
                    throw BodyReader.tooLarge(maxBody);
                }
                if (!share.grow(read)) {
                    throw ProblemException.retryLater(
                            ProblemType.OVERLOADED, "Too many bodies at once.", Duration.ofSeconds(1));
                }
                output.write(chunk, 0, read);
            }
            return output.toByteArray();
        } catch (IOException e) {
            throw ProblemException.of(ProblemType.MALFORMED_BODY, "The body is not complete, valid gzip.");
        }
    }
}
