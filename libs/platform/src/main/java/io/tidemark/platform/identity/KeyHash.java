package io.tidemark.platform.identity;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;

/** The SHA-256 of an API key, as a map key: compared in a few nanoseconds, and the key itself is not kept. */
record KeyHash(long first, long second, long third, long fourth) {

    static KeyHash of(String key) {
        return ofBytes(ApiKeys.hash(key));
    }

    static KeyHash ofBytes(byte[] hash) {
        var bytes = ByteBuffer.wrap(hash);
        return new KeyHash(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

    Buffer toBuffer() {
        return Buffer.buffer(Long.BYTES * 4)
                .appendLong(first)
                .appendLong(second)
                .appendLong(third)
                .appendLong(fourth);
    }
}
