package io.tidemark.importer.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/**
 * Names events by what was logged: the bytes of the line and how often the same line came before it in this log.
 * Neither the file's name nor the position counts, so a log that has grown, was rotated or is read again gives its
 * lines the ids that they had. See docs/import.md for what that guarantees.
 */
public final class EventIds {

    private final byte[] source;
    private final Occurrences occurrences;
    private final MessageDigest sha256;

    /**
     * Starts at the beginning of a log.
     *
     * @param source tells logs apart in which the same lines are different requests; empty if there is one log
     */
    public EventIds(String source) {
        this(source, new Occurrences(Occurrences.REMEMBERED));
    }

    EventIds(String source, Occurrences occurrences) {
        this.source = source.getBytes(UTF_8);
        this.occurrences = occurrences;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The id of the next line. Lines must come in the order of the log. */
    public UUID next(byte[] line) {
        var digest = sha256.digest(line);
        int occurrence = occurrences.count(ByteBuffer.wrap(digest).getLong());
        sha256.update(source);
        sha256.update((byte) '\n');
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(occurrence).array());
        return toUuid(ByteBuffer.wrap(sha256.digest(digest)));
    }

    /** Version 8, as RFC 9562 has it for names hashed with SHA-256. */
    private static UUID toUuid(ByteBuffer hash) {
        long high = (hash.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
        long low = (hash.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }
}
