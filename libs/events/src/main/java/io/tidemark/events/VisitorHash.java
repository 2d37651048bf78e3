package io.tidemark.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells visitors of one tenant and one UTC day apart without keeping who they are: the first 64 bits of
 * HMAC-SHA256(salt, address|user agent). Once the salt is gone, nobody can compute it again.
 */
public final class VisitorHash {

    private static final String ALGORITHM = "HmacSHA256";

    private VisitorHash() {}

    /**
     * The hash of one visitor.
     *
     * @param address as normalised by {@link ClientAddress}
     * @param userAgent as sent, empty when there was none
     */
    public static long of(byte[] salt, String address, String userAgent) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            var digest = mac.doFinal((address + '|' + userAgent).getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
