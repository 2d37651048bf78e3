package io.tidemark.events;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells visitors of one tenant and one UTC day apart without keeping who they are: the first 64 bits of
 * HMAC-SHA256(salt, address|user agent). Once the salt is gone, nobody can compute it again.
 */
public final class VisitorHash {

    private static final String ALGORITHM = "HmacSHA256";

    /** What a thread's hash is left with, so that it does not keep a salt beyond its day. */
    private static final Key NO_SALT = new SecretKeySpec(new byte[1], ALGORITHM);

    /** One a thread: to look for its provider for each event makes many objects. */
    private static final ThreadLocal<Mac> MAC = ThreadLocal.withInitial(VisitorHash::mac);

    private VisitorHash() {}

    /**
     * The hash of one visitor.
     *
     * @param address as normalised by {@link ClientAddress}
     * @param userAgent as sent, empty when there was none
     */
    public static long of(byte[] salt, String address, String userAgent) {
        try {
            var mac = MAC.get();
            mac.init(new SecretKeySpec(salt, ALGORITHM));
            mac.update(address.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) '|');
            mac.update(userAgent.getBytes(StandardCharsets.UTF_8));
            var hash = ByteBuffer.wrap(mac.doFinal()).getLong();
            mac.init(NO_SALT);
            return hash;
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("the salt is no key", e);
        }
    }

    private static Mac mac() {
        try {
            return Mac.getInstance(ALGORITHM);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has " + ALGORITHM, e);
        }
    }
}
